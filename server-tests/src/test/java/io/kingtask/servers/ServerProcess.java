package io.kingtask.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The server's process, whoever started it: the Java program that runs from the build's folder for servers. */
record ServerProcess(ProcessHandle handle) {

    private static final Pattern BLANK_LINE = Pattern.compile("\n\n");

    static Optional<ServerProcess> find() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(ServerProcess::isServer)
                .findFirst()
                .map(ServerProcess::new);
    }

    Duration age() {
        return Duration.between(handle.info().startInstant().orElseThrow(), Instant.now());
    }

    /** What it has in memory. */
    long megabytes() throws IOException {
        return Files.readAllLines(file(handle, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The stacks that have this text. */
    List<String> threadsWith(String text) {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process = new ProcessBuilder(jcmd, Long.toString(handle.pid()), "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            var stacks = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return BLANK_LINE
                    .splitAsStream(stacks)
                    .filter(stack -> stack.contains(text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServer(ProcessHandle process) {
        var words = words(process);
        return !words.isEmpty()
                && words.get(0).endsWith("java")
                && words.stream().anyMatch(word -> word.contains(Site.SERVER_HOME.toString()));
    }

    private static List<String> words(ProcessHandle process) {
        try {
            return List.of(Files.readString(file(process, "cmdline"), StandardCharsets.UTF_8)
                    .split("\0"));
        } catch (IOException e) {
            // Ended meanwhile, or no Linux.
            return List.of();
        }
    }

    private static Path file(ProcessHandle process, String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }
}
