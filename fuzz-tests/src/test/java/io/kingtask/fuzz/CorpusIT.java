package io.kingtask.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that was once worth keeping: seeds, and what made a target fail before it was mended. */
class CorpusIT {

    static List<Class<?>> targets() {
        return Targets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(20)
    void noKeptInputDoesHarm(Class<?> target) throws IOException, ReflectiveOperationException {
        var inputs = inputs(Targets.CORPUS.resolve(target.getSimpleName()));
        assertFalse(inputs.isEmpty(), "no corpus");
        var method = target.getMethod("fuzzerTestOneInput", byte[].class);
        for (var input : inputs) {
            try {
                method.invoke(null, (Object) Files.readAllBytes(input));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("did harm: " + input, e.getCause());
            }
        }
    }

    private static List<Path> inputs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
