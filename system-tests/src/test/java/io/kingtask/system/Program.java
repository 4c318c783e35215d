package io.kingtask.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the distribution, with what it wrote. Nothing of the test's own KINGTASK_* environment reaches it. */
public final class Program implements AutoCloseable {

    /** A script of many commands, or a broker on a busy machine. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where its home and its logs are */
    public static Program start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".log");
            Path err = Files.createTempFile(folder, "err", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("KINGTASK_") || name.equals("JAVA_OPTS"));
            builder.environment().put("HOME", folder.toString());
            builder.environment().putAll(environment);
            builder.directory(folder.toFile());
            return new Program(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /** Waits until standard output has the text. */
    public Program await(String text) {
        Patience.until(LONGEST, () -> "\"" + text + "\" in:\n" + out() + err(), () -> {
            if (!process.isAlive() && !out().contains(text)) {
                throw new AssertionError("Ended with " + process.exitValue() + ":\n" + out() + err());
            }
            return out().contains(text);
        });
        return this;
    }

    /** Waits for its end. */
    public int status() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still runs:\n" + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** SIGTERM. */
    public int terminate() {
        process.destroy();
        return status();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        status();
    }

    /** Seconds of processor time it has used. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
