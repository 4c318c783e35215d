package io.kingtask.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program, run to its end. */
final class Program {

    record Ended(int status, String out, String err) {}

    private Program() {}

    static Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        return run(command, environment, "");
    }

    /** @param stdin what a pipe holds, at most */
    static Ended run(List<String> command, Map<String, String> environment, String stdin)
            throws IOException, InterruptedException {
        var errors = Files.createTempFile("example", ".err");
        try {
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    static void needs(String tool) {
        var path = System.getenv().getOrDefault("PATH", "");
        boolean there = Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(there, tool + " is not on this machine");
    }
}
