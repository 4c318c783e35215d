package io.kingtask.broker.config;

import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the configuration of a deployed broker: the file that the system property {@code kingtask.config} or the variable
 * {@code KINGTASK_CONFIG} names, with the environment above it; without a file, environment and defaults. A wrong configuration
 * fails the deployment.
 */
@Singleton
public class ConfigFile {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

    @Produces
    @Singleton
    BrokerConfig config() {
        return read(System.getProperties(), System.getenv());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    static BrokerConfig read(Properties properties, Map<String, String> environment) {
        var file = Optional.ofNullable(properties.getProperty("kingtask.config"))
                .or(() -> Optional.ofNullable(environment.get("KINGTASK_CONFIG")))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        try {
            return BrokerConfig.read(file.map(path -> Settings.read(path, environment))
                    .orElseGet(() -> Settings.ofEnvironment(environment)));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> LOG.error("The broker cannot start: {}", problem));
            throw e;
        }
    }
}
