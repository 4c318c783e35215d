package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.system.Distribution;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of docker-compose.yml and the Dockerfiles without running them. */
class ComposeFileIT {

    private static final Path FILE = Distribution.sources().resolve("docker-compose.yml");

    @TempDir
    static Path folder;

    private static ComposeFile file;

    @BeforeAll
    static void read() throws IOException {
        file = ComposeFile.read(FILE, UnaryOperator.identity());
    }

    static Stream<String> services() throws IOException {
        return ComposeFile.read(FILE, UnaryOperator.identity()).services().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsLockedDown(String name) throws IOException {
        ComposeService service = file.service(name);
        assertTrue(service.flag("read_only"));
        assertEquals(List.of("ALL"), service.texts("cap_drop"));
        assertEquals(List.of("no-new-privileges:true"), service.texts("security_opt"));
        assertTrue(service.text("image").matches(".+:.*\\d.*"), "a version of " + service.text("image"));
        service.texts("ports").forEach(port -> assertTrue(port.startsWith("127.0.0.1:"), port));
        if (service.map("build").isEmpty()) {
            assertFalse(List.of("", "root", "0").contains(service.text("user")));
            assertFalse(service.healthCheck().isEmpty());
        } else {
            Dockerfile image = Dockerfile.read(ComposeSite.dockerfile(name.replaceFirst("-.*", "")));
            assertEquals("10001:10001", image.image().last("USER").rest());
            assertFalse(image.healthCheck().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void everythingThatIsMountedIsThere(String name) {
        ComposeService service = file.service(name);
        for (var mount : service.mounts()) {
            if (mount.isVolume()) {
                assertTrue(file.volumes().contains(mount.source()), mount::toString);
            } else {
                assertTrue(mount.readOnly(), mount::toString);
                assertTrue(Files.exists(file.path(mount.source())), mount::toString);
            }
        }
        service.texts("secrets")
                .forEach(secret -> assertFalse(file.secret(secret).toString().isEmpty()));
        service.map("depends_on")
                .keySet()
                .forEach(other -> assertTrue(file.services().contains(other), other));
    }

    @Test
    void everySecretIsMadeOnceForTheOwnersEyesOnly() throws IOException {
        List<String> command = List.of(
                ComposeSite.file("containers/make-secrets").toString(),
                folder.resolve("secrets").toString());
        assertEquals(0, Program.start(folder, Map.of(), command).status());
        String token = Files.readString(folder.resolve("secrets/admin_token"));
        assertTrue(token.matches("[0-9a-f]{48}"), "48 digits");
        assertEquals(0, Program.start(folder, Map.of(), command).status());
        assertEquals(token, Files.readString(folder.resolve("secrets/admin_token")));
        assertEquals(
                "[OWNER_EXECUTE, OWNER_READ, OWNER_WRITE]",
                new TreeSet<>(Files.getPosixFilePermissions(folder.resolve("secrets")).stream()
                                .map(Enum::name)
                                .toList())
                        .toString());
        for (String name :
                List.of("redis_address", "redis_password", "admin_token", "metrics_token", "grafana_password")) {
            assertEquals(Distribution.sources().resolve("secrets/" + name), file.secret(name));
            assertTrue(Files.exists(folder.resolve("secrets/" + name)), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "worker"})
    void theImagesAreMadeOfThisVersionsDistribution(String name) throws IOException {
        Dockerfile image = Dockerfile.read(ComposeSite.dockerfile(name));
        String archive = image.stages().get(0).last("ADD").rest().replaceFirst(" .*", "");
        assertEquals("target/" + Distribution.home().getFileName() + ".tar.gz", archive);
        assertTrue(Files.exists(Distribution.sources().resolve("server-config").resolve(archive)));
        assertTrue(file.service(name.equals("broker") ? "broker-1" : name)
                .text("image")
                .endsWith(Distribution.home().getFileName().toString().replace("kingtask-", ":")));
    }

    @Test
    void composeItselfAcceptsTheFile() {
        List<String> command =
                Tool.isThere("docker-compose") ? List.of("docker-compose") : List.of("docker", "compose");
        assumeTrue(
                Program.start(
                                        folder,
                                        Map.of(),
                                        Stream.concat(command.stream(), Stream.of("version"))
                                                .toList())
                                .status()
                        == 0,
                "Neither docker-compose nor docker compose on this machine");
        Program config = Program.start(
                folder,
                Map.of(),
                Stream.concat(command.stream(), Stream.of("-f", FILE.toString(), "config", "-q"))
                        .toList());
        assertEquals(0, config.status(), config::err);
        assertEquals("", config.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"distribution/monitoring/prometheus.yml", "containers/prometheus/prometheus.yml"})
    void prometheusAcceptsItsConfigurationAndTheRules(String config) throws IOException {
        Tool.assume("promtool");
        Path rules = ComposeSite.file("distribution/monitoring/alerts.yml");
        Path copy = Files.writeString(
                Files.createTempDirectory(folder, "prometheus").resolve("prometheus.yml"),
                Files.readString(ComposeSite.file(config))
                        .replaceAll("credentials_file: .*", "credentials_file: " + rules)
                        .replaceAll("- \\S*alerts.yml", "- " + rules));
        Program check = Program.start(folder, Map.of(), List.of("promtool", "check", "config", copy.toString()));
        assertEquals(0, check.status(), () -> check.out() + check.err());
        assertTrue(check.out().contains("8 rules found"), check::out);
    }

    @Test
    void thePanelsOfTheDashboardStandBesideEachOther() throws IOException {
        Dashboard dashboard = Dashboard.read(ComposeSite.file("distribution/monitoring/grafana-dashboard.json"));
        var taken = new HashSet<String>();
        for (var panel : dashboard.panels()) {
            var place = Yaml.map(panel.get("gridPos"));
            for (int x = number(place, "x"); x < number(place, "x") + number(place, "w"); x++) {
                assertTrue(x < 24, panel::toString);
                for (int y = number(place, "y"); y < number(place, "y") + number(place, "h"); y++) {
                    assertTrue(taken.add(x + " " + y), () -> "two panels at " + panel.get("gridPos"));
                }
            }
            assertEquals(Map.of("type", "prometheus", "uid", "${datasource}"), panel.get("datasource"));
            assertFalse(Yaml.list(panel.get("targets")).isEmpty(), panel::toString);
        }
        assertEquals(
                dashboard.panels().size(),
                dashboard.panels().stream()
                        .map(panel -> panel.get("id"))
                        .distinct()
                        .count());
    }

    private static int number(Map<String, Object> map, String key) {
        return Integer.parseInt(String.valueOf(map.get(key)));
    }
}
