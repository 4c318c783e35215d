package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"-config=w.yaml", "--config=w.yaml", "--config w.yaml", "-config w.yaml"})
    void everyWayToNameTheConfigurationWorks(String line) {
        var run = assertInstanceOf(WorkerOptions.Run.class, WorkerOptions.parse(List.of(line.split(" ", -1))));
        assertEquals(Optional.of("w.yaml"), run.config());
    }

    @Test
    void withoutOptionsTheEnvironmentConfigures() {
        assertEquals(new WorkerOptions.Run(Optional.empty()), WorkerOptions.parse(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--confg=x", "w.yaml", "-x", "--config", "--config="})
    void otherOptionsAreWrong(String option) {
        assertInstanceOf(WorkerOptions.Wrong.class, WorkerOptions.parse(List.of(option)));
    }

    @Test
    void helpAndVersionAreKnown() {
        assertInstanceOf(WorkerOptions.Help.class, WorkerOptions.parse(List.of("--help")));
        assertInstanceOf(WorkerOptions.Version.class, WorkerOptions.parse(List.of("--version")));
    }
}
