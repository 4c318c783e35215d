package io.kingtask.broker.running;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, with an empty home folder. */
final class RunningBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final URI root;
    private final Path home;
    private final Path log;

    private RunningBroker(Process process, URI root, Path home, Path log) {
        this.process = process;
        this.root = root;
        this.home = home;
        this.log = log;
    }

    /** Starts a broker with variables such as KINGTASK_REDIS and options of its JVM, and waits until it answers. */
    static RunningBroker start(Map<String, String> environment, String... jvmOptions) {
        try {
            var folder = Files.createTempDirectory(Path.of(System.getProperty("kingtask.target")), "broker");
            var home = Files.createDirectory(folder.resolve("home"));
            var log = folder.resolve("broker.log");
            int port = LocalRedis.freePort();
            var builder = new ProcessBuilder(command(folder, port, List.of(jvmOptions)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("KINGTASK_"));
            builder.environment().put("HOME", home.toString());
            builder.environment().putAll(environment);
            var broker = new RunningBroker(builder.start(), URI.create("http://127.0.0.1:" + port + "/"), home, log);
            broker.awaitAnswer();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI root() {
        return root;
    }

    Path home() {
        return home;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    boolean logged(String text) {
        try {
            return log().contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The memory that it holds now. */
    long residentBytes() throws IOException {
        var line = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst();
        return Long.parseLong(line.orElseThrow().replaceAll("\\D", "")) << 10;
    }

    /** Ends it at once (SIGKILL). */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a broker was killed.", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path folder, int port, List<String> jvmOptions) throws IOException {
        var loopbackOnly = Files.writeString(
                folder.resolve("preboot"),
                "set configs.config.server-config.network-config.network-listeners.network-listener"
                        + ".http-listener.address=127.0.0.1\n");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Djava.io.tmpdir=" + folder));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                System.getProperty("kingtask.payara"),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                loopbackOnly.toString(),
                "--contextroot",
                "/",
                "--deploy",
                System.getProperty("kingtask.war")));
        return command;
    }

    private void awaitAnswer() throws IOException {
        var request = HttpRequest.newBuilder(root.resolve("api/v1/health/live")).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(request)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("The broker did not start:\n" + log());
            }
        }
    }

    private static boolean answers(HttpRequest request) {
        try {
            // The pause between two questions.
            TimeUnit.MILLISECONDS.sleep(200);
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a broker started.", e);
        }
    }
}
