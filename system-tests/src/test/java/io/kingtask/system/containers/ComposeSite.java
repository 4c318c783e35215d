package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.system.Distribution;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The services of docker-compose.yml, all but Grafana, on a {@link PlainHost}. */
final class ComposeSite implements AutoCloseable {

    private static final Path FILES = Distribution.sources().resolve("server-config/src/main");

    /** How the images that are not ours begin their commands. */
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "haproxy", List.of("haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"),
            "prom/prometheus", List.of("/bin/prometheus"),
            "redis", List.of());

    private final Path folder;
    private final ComposeFile file;
    private final PlainHost host;
    private final Map<String, ImageBuild> images = new HashMap<>();
    private final Map<String, PlainContainer> running = new LinkedHashMap<>();

    private ComposeSite(Path folder, ComposeFile file, PlainHost host) {
        this.folder = folder;
        this.file = file;
        this.host = host;
    }

    static void assumePossible(Path folder) {
        assumeTrue(System.getProperty("user.name").equals("root"), "Only root makes namespaces and mounts");
        Tool.assume("unshare", "nsenter", "setpriv", "ip", "dnsmasq", "haproxy", "prometheus", "redis-server", "wget");
        Program trial =
                Program.start(folder, Map.of(), List.of("unshare", "--mount", "--net", "--pid", "--fork", "true"));
        assumeTrue(trial.status() == 0, () -> "No namespaces on this machine: " + trial.err());
    }

    /** Returns when all are healthy. */
    static ComposeSite start(Path folder) throws IOException {
        Program.start(folder, Map.of(), List.of(file("containers/make-secrets").toString(), folder + "/secrets"))
                .status();
        ComposeSite site = new ComposeSite(folder, compose(folder), PlainHost.start(folder));
        try {
            site.startAll();
            return site;
        } catch (IOException | RuntimeException | Error e) {
            site.close();
            throw e;
        }
    }

    private void startAll() throws IOException {
        start("redis-1").awaitHealthy();
        for (String name : List.of("redis-2", "redis-3", "sentinel-1", "sentinel-2", "sentinel-3")) {
            start(name);
        }
        build("broker");
        start("broker-1");
        start("broker-2");
        build("worker"); // while they boot
        start("worker");
        start("prometheus");
        container("broker-1").awaitHealthy();
        container("broker-2").awaitHealthy();
        start("proxy");
        running().forEach(PlainContainer::awaitHealthy);
    }

    /** With secrets and tasks of the test's own, and without the quarter of a minute between two scrapes. */
    private static ComposeFile compose(Path folder) throws IOException {
        Path tasks = Files.createDirectory(folder.resolve("tasks"));
        Program.start(
                        folder,
                        Map.of(),
                        List.of("cp", "-r", Distribution.sources() + "/examples/executables/.", tasks + "/"))
                .status();
        script(tasks.resolve("clock"), "for i in $(seq 30); do date +%s%3N; sleep 0.3; done");
        script(tasks.resolve("orphan"), "(sleep 0.2 >/dev/null 2>&1 &)");
        Path prometheus = Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(file("containers/prometheus/prometheus.yml"))
                        .replace("_interval: 15s", "_interval: 1s")
                        .replace("refresh_interval: 10s", "refresh_interval: 1s"));
        return ComposeFile.read(Distribution.sources().resolve("docker-compose.yml"), text -> text.replace(
                        "./secrets/", folder + "/secrets/")
                .replace("${KINGTASK_TASKS:-./examples/executables}", tasks.toString())
                .replace("./server-config/src/main/containers/prometheus/prometheus.yml", prometheus.toString()));
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("no run bit for " + file);
        }
    }

    /** A file below server-config/src/main. */
    static Path file(String name) {
        return FILES.resolve(name);
    }

    static Path dockerfile(String image) {
        return file("containers/" + image + "/Dockerfile");
    }

    private void build(String image) throws IOException {
        ImageBuild build = new ImageBuild(
                Dockerfile.read(dockerfile(image)),
                Distribution.sources().resolve("server-config"),
                host.layers().resolve("image-" + image));
        host.inside(build.script());
        images.put("kingtask-" + image, build);
    }

    PlainContainer start(String name) throws IOException {
        ComposeService service = file.service(name);
        ContainerPlan plan = new ContainerPlan(
                file,
                service,
                Optional.ofNullable(images.get(service.imageName())),
                COMMANDS.getOrDefault(service.imageName(), List.of()),
                folder.resolve("volumes"));
        PlainContainer container = PlainContainer.start(host, plan);
        running.put(name, container);
        return container;
    }

    PlainContainer container(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    Collection<PlainContainer> running() {
        return running.values();
    }

    String address(String name) {
        return host.address(name);
    }

    /** This machine's address, as the services see it. */
    String outside() {
        return host.outside();
    }

    @Override
    public void close() {
        running.values().forEach(PlainContainer::close);
        host.close();
    }
}
