package io.kingtask.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.worker.config.WorkerConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A configuration file, read as a broker's and as a worker's. Each problem is one line that moves no cursor. */
public final class SettingsTarget {

    private static final Path FILE = file();

    private SettingsTarget() {}

    public static void fuzzerTestOneInput(byte[] yaml) throws IOException {
        Files.write(FILE, yaml);
        read(BrokerConfig::read);
        read(WorkerConfigReader::read);
    }

    private static void read(Consumer<Settings> reader) {
        try {
            var settings = Settings.read(FILE, Map.of());
            reader.accept(settings);
            settings.check();
        } catch (SettingsException e) {
            assertFalse(e.problems().isEmpty());
            for (var problem : e.problems()) {
                assertTrue(problem.chars().noneMatch(Character::isISOControl), problem);
            }
        }
    }

    private static Path file() {
        try {
            var file = Files.createTempFile("fuzz", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
