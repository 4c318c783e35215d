package io.kingtask.system;

import io.kingtask.client.BrokerClient;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis, a broker and workers in a folder of their own, all ended by {@link #close}. */
public final class Installation implements AutoCloseable {

    private final Path folder;
    private final Path executables;
    private final RedisUnderTest redis;
    private final int port;
    private final Deque<Runnable> started = new ArrayDeque<>();
    private @Nullable BrokerClient client;

    private Installation(Path folder, RedisUnderTest redis, int port) {
        this.folder = folder;
        this.executables = folder.resolve("executables");
        this.redis = redis;
        this.port = port;
    }

    /** With a Redis, and the distribution's examples as executables; nothing else runs yet. */
    public static Installation in(Path folder) {
        return in(folder, LocalRedis.start());
    }

    /** @param redis is closed with it */
    static Installation in(Path folder, RedisUnderTest redis) {
        try {
            Installation installation = new Installation(folder, redis, LocalRedis.freePort());
            installation.started.push(redis::close);
            Files.createDirectory(installation.executables);
            try (Stream<Path> examples = Files.list(Distribution.home().resolve("examples"))) {
                for (Path example : examples.toList()) {
                    Files.copy(
                            example,
                            installation.executables.resolve(
                                    example.getFileName().toString()));
                }
            }
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RedisUnderTest redis() {
        return redis;
    }

    public Path folder() {
        return folder;
    }

    public Path executables() {
        return executables;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public String url(String path) {
        return "http://" + address() + "/api/v1" + path;
    }

    /** Adds a shell script to the executables. */
    public Path script(String name, String body) {
        try {
            Path file = Files.writeString(executables.resolve(name), "#!/bin/sh\n" + body + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException("No run bit for " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns when the broker is ready.
     *
     * @param settings more lines of broker.yaml
     */
    public Program startBroker(String... settings) {
        return startBroker(Map.of(), settings);
    }

    /** As {@link #startBroker(String...)}, with variables such as {@code KINGTASK_JAVA_OPTS}. */
    public Program startBroker(Map<String, String> environment, String... settings) {
        return bootBroker(environment, settings).await("The broker is ready");
    }

    /** Returns while the broker still boots. */
    Program bootBroker(String... settings) {
        return bootBroker(Map.of(), settings);
    }

    private Program bootBroker(Map<String, String> environment, String... settings) {
        Path config = write(
                "broker.yaml",
                "addr: " + address() + "\nredis: " + redis.address() + "\nnot_found_after: 2\n"
                        + String.join("\n", settings) + "\n");
        Program broker = Distribution.start(folder, environment, "broker", "-config=" + config);
        started.push(broker::close);
        return broker;
    }

    /** @param settings more lines of worker.yaml */
    public Program startWorker(String name, String... settings) {
        return startWorker(Map.of(), name, settings);
    }

    /** As {@link #startWorker(String, String...)}, with variables such as {@code KINGTASK_JAVA_OPTS}. */
    public Program startWorker(Map<String, String> environment, String name, String... settings) {
        Path config = write(
                name + ".yaml",
                "redis: " + redis.address() + "\nbin_path: " + executables + "\n" + String.join("\n", settings) + "\n");
        Program worker = Distribution.start(folder, environment, "worker", "--config", config.toString());
        started.push(worker::close);
        return worker.await(" started");
    }

    /** Runs bin/kingtask to its end. */
    public Program kingtask(String... arguments) {
        Program program = Distribution.start(folder, Map.of("KINGTASK_BROKER", address()), "kingtask", arguments);
        started.push(program::close);
        program.status();
        return program;
    }

    /** The token that the broker made at its first start. */
    public String token() {
        try {
            return Files.readString(folder.resolve(".kingtask/token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BrokerClient client() {
        if (client == null) {
            client = BrokerClient.builder().address(address()).token(token()).build();
            started.push(client::close);
        }
        return client;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
