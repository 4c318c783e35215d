package io.kingtask.worker.config;

import io.kingtask.settings.ConfigurationPage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void samplePageAndReaderAgree() throws IOException {
        new ConfigurationPage("worker.yaml", Map.of("KINGTASK_BIN_PATH", "."), WorkerConfigReader::read).check();
    }
}
