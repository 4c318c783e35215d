package io.kingtask.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code kingtask doctor} looks at. Used by the program that looks, and here for the help and the completion. */
public final class DoctorOptions {

    @Option(
            names = "--broker-config",
            paramLabel = "FILE",
            description = "The broker's configuration. Without either option: both files of the distribution's etc.")
    private @Nullable Path brokerConfig;

    @Option(names = "--worker-config", paramLabel = "FILE", description = "The worker's configuration.")
    private @Nullable Path workerConfig;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation only
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    public Optional<Path> brokerConfig() {
        return Optional.ofNullable(brokerConfig);
    }

    public Optional<Path> workerConfig() {
        return Optional.ofNullable(workerConfig);
    }

    public boolean json() {
        return json;
    }
}
