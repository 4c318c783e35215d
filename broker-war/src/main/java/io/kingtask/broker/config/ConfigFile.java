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
import java.util.stream.Collectors;
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
        var config = read(System.getProperties(), System.getenv());
        warnOfShortTokens(config);
        return config;
    }

    /** Here and not where they are read: a launcher reads them too. */
    private static void warnOfShortTokens(BrokerConfig config) {
        var names = config.tokens().stream()
                .filter(AccessToken::guessable)
                .map(AccessToken::name)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            LOG.warn(
                    "These tokens have fewer than {} characters, so that they could be found by trying: {}.",
                    AccessToken.LONG_ENOUGH,
                    names);
        }
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
