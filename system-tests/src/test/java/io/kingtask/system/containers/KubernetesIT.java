package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.settings.Settings;
import io.kingtask.system.Program;
import io.kingtask.worker.config.WorkerConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests for Kubernetes, as kubectl puts them together. */
class KubernetesIT {

    private static final Path FILES = ComposeSite.file("kubernetes");

    @TempDir
    static Path folder;

    private static List<Map<String, Object>> objects;

    @BeforeAll
    static void build() throws IOException {
        Tool.assume("kubectl");
        String version = run("kubectl", "version", "--client").out();
        assumeTrue(version.contains("Kustomize Version: v"), "This kubectl is older than 1.24: " + version);
        run("cp", "-r", FILES.toString(), folder + "/kubernetes");
        run(folder + "/kubernetes/make-secrets");
        Program build = run("kubectl", "kustomize", folder + "/kubernetes/example");
        objects = Yaml.parseAll(build.out()).stream().map(Yaml::map).toList();
    }

    private static Program run(String... command) {
        Program program = Program.start(folder, Map.of(), List.of(command));
        assertEquals(0, program.status(), program::err);
        return program;
    }

    private static Stream<Map<String, Object>> kind(String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind")));
    }

    private static Map<String, Object> at(Map<String, Object> object, String... path) {
        Map<String, Object> found = object;
        for (String key : path) {
            found = Yaml.map(found.get(key));
        }
        return found;
    }

    private static String name(Map<String, Object> object) {
        return String.valueOf(at(object, "metadata").get("name"));
    }

    @Test
    void everyPodIsLockedDownAndProbed() {
        List<Map<String, Object>> sets =
                Stream.concat(kind("Deployment"), kind("StatefulSet")).toList();
        assertEquals(
                Set.of("kingtask-broker", "kingtask-worker", "kingtask-redis"),
                sets.stream().map(KubernetesIT::name).collect(Collectors.toSet()));
        for (Map<String, Object> set : sets) {
            Map<String, Object> pod = at(set, "spec", "template", "spec");
            assertEquals(false, pod.get("automountServiceAccountToken"), name(set));
            assertEquals(true, at(pod, "securityContext").get("runAsNonRoot"), name(set));
            assertEquals(
                    "RuntimeDefault",
                    at(pod, "securityContext", "seccompProfile").get("type"),
                    name(set));
            Map<String, Object> container =
                    Yaml.map(Yaml.list(pod.get("containers")).get(0));
            assertEquals(
                    Map.of(
                            "allowPrivilegeEscalation", false,
                            "readOnlyRootFilesystem", true,
                            "capabilities", Map.of("drop", List.of("ALL"))),
                    container.get("securityContext"),
                    name(set));
            assertTrue(container.containsKey("livenessProbe"), name(set));
            assertFalse(at(container, "resources", "limits").isEmpty(), name(set));
            assertEquals(at(set, "spec", "selector", "matchLabels"), at(set, "spec", "template", "metadata", "labels"));
        }
    }

    @Test
    void whateverIsNamedIsThere() {
        Set<String> names = objects.stream()
                .map(object -> object.get("kind") + " " + name(object))
                .collect(Collectors.toSet());
        Set<String> wanted = new TreeSet<>();
        Stream.concat(kind("Deployment"), kind("StatefulSet"))
                .flatMap(set -> Yaml.list(at(set, "spec", "template", "spec").get("volumes")).stream())
                .map(Yaml::map)
                .forEach(volume -> {
                    if (volume.containsKey("configMap")) {
                        wanted.add("ConfigMap " + at(volume, "configMap").get("name"));
                    } else if (volume.containsKey("secret")) {
                        wanted.add("Secret " + at(volume, "secret").get("secretName"));
                    }
                });
        kind("HorizontalPodAutoscaler")
                .map(scaling -> at(scaling, "spec", "scaleTargetRef"))
                .forEach(target -> wanted.add(target.get("kind") + " " + target.get("name")));
        assertEquals(4, wanted.size(), wanted::toString);
        wanted.removeAll(names);
        assertEquals(Set.of(), wanted);
    }

    @Test
    void workersAreScaledByAMetricThatTheBrokersHave() throws IOException {
        Map<String, Object> scaling =
                kind("HorizontalPodAutoscaler").findFirst().orElseThrow();
        Map<String, Object> metric =
                Yaml.map(Yaml.list(at(scaling, "spec").get("metrics")).get(0));
        String name = String.valueOf(at(metric, "external", "metric").get("name"));
        assertEquals("kingtask_queue_pending", name);
        assertTrue(
                Files.readString(FILES.resolve("prometheus-adapter.yaml")).contains("name: {matches: " + name + "}"));
        assertTrue(Files.readString(ComposeSite.file("distribution/monitoring/alerts.yml"))
                .contains(name));
    }

    @Test
    void brokerAndWorkerAcceptTheirConfiguration() throws IOException {
        Map<String, Object> config = kind("ConfigMap")
                .map(map -> at(map, "data"))
                .filter(data -> data.containsKey("broker.yaml"))
                .findFirst()
                .orElseThrow();
        Path secrets = folder.resolve("kubernetes/example/secrets");
        Map<String, String> environment =
                Map.of("KINGTASK_REDIS_FILE", secrets.resolve("redis_address").toString());
        Path broker = Files.writeString(
                folder.resolve("broker.yaml"),
                String.valueOf(config.get("broker.yaml")).replace("/run/secrets/kingtask", secrets.toString()));
        assertEquals(
                "kingtask-redis:6379",
                BrokerConfig.read(Settings.read(broker, environment)).redis().toString());
        Path worker = Files.writeString(
                folder.resolve("worker.yaml"),
                String.valueOf(config.get("worker.yaml")).replace("/tasks", folder.toString()));
        Settings settings = Settings.read(worker, environment);
        assertEquals(
                "kingtask-redis:6379", WorkerConfigReader.read(settings).redis().toString());
        settings.check();
    }
}
