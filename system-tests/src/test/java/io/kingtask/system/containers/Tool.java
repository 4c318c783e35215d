package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs that a test needs and that may not be on this machine. */
final class Tool {

    private Tool() {}

    /** Skips the test when one of them is missing. */
    static void assume(String... names) {
        List<String> missing =
                Arrays.stream(names).filter(name -> !isThere(name)).toList();
        assumeTrue(missing.isEmpty(), () -> "Not on this machine: " + String.join(", ", missing));
    }

    static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
