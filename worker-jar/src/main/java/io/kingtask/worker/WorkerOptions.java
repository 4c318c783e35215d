package io.kingtask.worker;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worker's command line. */
sealed interface WorkerOptions {

    /** Run, with a configuration file or with the environment alone. */
    record Run(Optional<String> config) implements WorkerOptions {}

    record Help() implements WorkerOptions {}

    record Version() implements WorkerOptions {}

    /** It cannot be understood. */
    record Wrong(String problem) implements WorkerOptions {}

    String USAGE = """
            Usage: worker -config=FILE

            Runs tasks: takes them from Redis, starts their executables, stores the results.

              -config=FILE, --config=FILE, --config FILE
                          the configuration, such as etc/worker.yaml
              --help      shows this text
              --version   shows the version

            Every key can be given in the environment, too: KINGTASK_REDIS=127.0.0.1:6379
            SIGTERM stops it in order. Exit status: 0 after a stop, 2 when the command line or the configuration is wrong.
            """;

    static WorkerOptions parse(List<String> args) {
        String config = null;
        for (int i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            switch (arg) {
                case "--help", "-help", "-h" -> {
                    return new Help();
                }
                case "--version", "-version" -> {
                    return new Version();
                }
                case "--config", "-config" -> {
                    i++;
                    config = i < args.size() ? args.get(i) : "";
                }
                default -> config = afterEquals(arg);
            }
            if (config == null) {
                return new Wrong("unknown option: " + arg);
            }
            if (config.isEmpty()) {
                return new Wrong(arg + " needs a file, as in -config=etc/worker.yaml");
            }
        }
        return new Run(Optional.ofNullable(config));
    }

    private static @Nullable String afterEquals(String arg) {
        for (var prefix : List.of("--config=", "-config=")) {
            if (arg.startsWith(prefix)) {
                return arg.substring(prefix.length());
            }
        }
        return null;
    }
}
