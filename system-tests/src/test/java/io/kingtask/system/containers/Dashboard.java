package io.kingtask.system.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Grafana's dashboard; JSON is YAML too. */
record Dashboard(Map<String, Object> keys) {

    static Dashboard read(Path file) throws IOException {
        return new Dashboard(Yaml.map(Yaml.parse(Files.readString(file))));
    }

    List<Map<String, Object>> panels() {
        return Yaml.list(keys.get("panels")).stream().map(Yaml::map).toList();
    }

    /** What its panels ask Prometheus. */
    List<String> expressions(String rateInterval) {
        return panels().stream()
                .flatMap(panel -> Yaml.list(panel.get("targets")).stream())
                .map(target -> String.valueOf(Yaml.map(target).get("expr")))
                .map(expression -> expression.replace("$__rate_interval", rateInterval))
                .toList();
    }
}
