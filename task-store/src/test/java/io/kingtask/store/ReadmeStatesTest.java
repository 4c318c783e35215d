package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's diagram of states is that of {@link Transition}. */
final class ReadmeStatesTest {

    @Test
    void readmeShowsEveryMoveOfTransition() throws IOException {
        var readme = Files.readString(Path.of("../README.md"));
        var expected = "stateDiagram-v2\n" + diagram() + "\n```";
        assertTrue(readme.contains(expected), () -> "README.md should have:\n" + expected);
    }

    private static String diagram() {
        return Arrays.stream(Transition.values())
                .flatMap(ReadmeStatesTest::lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(Transition move) {
        var froms = move.from().isEmpty()
                ? Stream.of("[*]")
                : move.from().stream().map(state -> state.word()).sorted();
        return froms.map(from ->
                "    " + from + " --> " + move.to().word() + ": " + move.word().replace('_', ' '));
    }
}
