package io.kingtask.broker.config;

import io.kingtask.settings.ConfigurationPage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void samplePageAndReaderAgree() throws IOException {
        new ConfigurationPage("broker.yaml", Map.of(), BrokerConfig::read).check();
    }
}
