package io.kingtask.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * A real redis-server of the test's own: on a free loopback port, with its data in a temporary folder, writing each command to its
 * log before it answers, so that nothing is lost by {@link #kill} and {@link #restart}.
 */
public final class LocalRedis implements RedisUnderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Path folder;
    private final List<String> options;
    private Process process;

    private LocalRedis(int port, Path folder, List<String> options) throws IOException {
        this.port = port;
        this.folder = folder;
        this.options = options;
        this.process = launch();
    }

    /** Starts a server and waits until it answers. {@code options} as on redis-server's command line. */
    public static LocalRedis start(String... options) {
        try {
            return new LocalRedis(freePort(), Files.createTempDirectory("kingtask-redis"), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a Sentinel: it remembers what it is told in a file of its own. */
    static LocalRedis startSentinel(String... options) {
        try {
            var folder = Files.createTempDirectory("kingtask-sentinel");
            var file = Files.createFile(folder.resolve("sentinel.conf"));
            var all = new ArrayList<>(List.of(file.toString(), "--sentinel"));
            all.addAll(List.of(options));
            return new LocalRedis(freePort(), folder, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 127.0.0.1:port}, as the configuration key {@code redis} takes it. */
    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** A connection of the test's own; a server that is held up for some seconds does not break it. */
    Jedis client() {
        return new Jedis("127.0.0.1", port, (int) PATIENCE.toMillis());
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the server in order (SIGTERM); its data stays. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends the server at once (SIGKILL); its data stays. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the server where it is (SIGSTOP): it keeps its connections and answers nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets a frozen server go on (SIGCONT). */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + name + " " + pid() + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server again, on the same port and data, and waits until it answers. */
    public void restart() {
        kill();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(RedisBinary.path().toString()));
        var common = List.of("--bind", "127.0.0.1", "--port", Integer.toString(port), "--dir", folder.toString());
        if (options.contains("--sentinel")) {
            command.addAll(options);
            command.addAll(common);
        } else {
            command.addAll(common);
            command.addAll(List.of("--save", "", "--appendonly", "yes", "--appendfsync", "everysec"));
            command.addAll(options);
        }
        var log = folder.resolve("redis.log").toFile();
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        awaitAnswer(started, log.toPath());
        return started;
    }

    private void awaitAnswer(Process started, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IOException("redis-server does not answer on port " + port + ": " + Files.readString(log));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    /** How many connections it has. */
    public int connections() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write("CLIENT LIST\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            var lines = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
            return (int) lines.filter(line -> line.startsWith("id=")).count() - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("redis-server with pid " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Outside of the range that systems take ports for outgoing connections from (Linux: from 32,768 on), or the port might be gone when a
     * server is started again; a Cluster's nodes talk to each other on a port 10,000 above.
     */
    public static int freePort() throws IOException {
        for (int tries = 0; tries < 1000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(11_000, 22_000);
            if (isFree(port) && isFree(port + 10_000)) {
                return port;
            }
        }
        throw new IOException("found no free port");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
