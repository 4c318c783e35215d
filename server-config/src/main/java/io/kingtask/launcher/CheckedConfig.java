package io.kingtask.launcher;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.settings.Logging;
import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import io.kingtask.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the broker's configuration file, refuses a wrong one with {@link IllegalArgumentException}, and sets the log up. Speaks to the
 * launcher in the JDK's types only, for it is loaded by another class loader.
 */
public final class CheckedConfig implements Function<Path, Map<String, String>> {

    @Override
    public Map<String, String> apply(Path file) {
        try {
            BrokerConfig config = BrokerConfig.read(Settings.read(file, System.getenv()));
            Logging.configure(config.logPath(), config.logLevel(), "broker");
            Logging.configureAudit(config.logPath());
            hushTheServer(config.logLevel().equals("debug"));
            Map<String, String> values = new HashMap<>();
            values.put("host", config.addr().host());
            values.put("port", String.valueOf(config.addr().port()));
            values.put("address", config.addr().toString());
            values.put(
                    "stop",
                    config.embeddedWorker()
                            .map(WorkerConfig::longestStop)
                            .orElse(Duration.ZERO)
                            .toString());
            config.access().tls().ifPresent(tls -> {
                values.put("tls_certificate", tls.certificate().toString());
                values.put("tls_key", tls.key().toString());
            });
            return values;
        } catch (SettingsException e) {
            throw new IllegalArgumentException(String.join("\n", e.problems()), e);
        }
    }

    /** Filtered at the handlers, for the server sets the levels of its loggers itself. */
    private static void hushTheServer(boolean debug) {
        ServerWords filter = new ServerWords(debug ? Level.INFO : Level.WARNING);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(filter);
        }
    }
}
