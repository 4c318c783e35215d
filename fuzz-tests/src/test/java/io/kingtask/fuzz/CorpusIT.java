package io.kingtask.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
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
        var inputs = new Corpus(target).inputs();
        assertFalse(inputs.isEmpty(), "no corpus");
        var method = target.getMethod("fuzzerTestOneInput", byte[].class);
        for (var input : inputs.entrySet()) {
            try {
                method.invoke(null, (Object) input.getValue());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("did harm: " + input.getKey(), e.getCause());
            }
        }
    }
}
