package io.kingtask.system.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docker-compose.yml: variables at their defaults, anchors and merges resolved. */
record ComposeFile(Path folder, Map<String, Object> keys) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    /** @param edit what a test wants different */
    static ComposeFile read(Path file, UnaryOperator<String> edit) throws IOException {
        String text = VARIABLE.matcher(edit.apply(Files.readString(file)))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)))
                .replace("$$", "$");
        return new ComposeFile(file.resolve("..").normalize(), Yaml.map(Yaml.parse(text)));
    }

    Set<String> services() {
        return Yaml.map(keys.get("services")).keySet();
    }

    ComposeService service(String name) {
        return new ComposeService(name, Yaml.map(Yaml.map(keys.get("services")).get(name)));
    }

    /** The file on this machine that holds a secret. */
    Path secret(String name) {
        Map<String, Object> secret = Yaml.map(Yaml.map(keys.get("secrets")).get(name));
        return path(String.valueOf(secret.get("file")));
    }

    Set<String> volumes() {
        return Yaml.map(keys.get("volumes")).keySet();
    }

    Path path(String text) {
        return folder.resolve(text).normalize();
    }
}
