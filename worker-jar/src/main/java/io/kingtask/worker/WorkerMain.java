package io.kingtask.worker;

import io.kingtask.settings.Logging;
import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import io.kingtask.worker.cell.CellException;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.config.WorkerConfigReader;
import io.kingtask.worker.name.NameTakenException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The worker as a process of its own: command line, configuration, log, signals. */
public final class WorkerMain {

    private static final int WRONG = 2;
    private static final int FAILED = 1;

    private WorkerMain() {}

    public static void main(String[] args) {
        var options = WorkerOptions.parse(List.of(args));
        if (options instanceof WorkerOptions.Help) {
            System.out.print(WorkerOptions.USAGE);
        } else if (options instanceof WorkerOptions.Version) {
            System.out.println("kingtask worker " + version());
        } else if (options instanceof WorkerOptions.Wrong wrong) {
            System.err.println(wrong.problem());
            System.err.print(WorkerOptions.USAGE);
            System.exit(WRONG);
        } else {
            run(((WorkerOptions.Run) options).config());
        }
    }

    private static String version() {
        return Optional.ofNullable(WorkerMain.class.getPackage().getImplementationVersion())
                .orElse("of an unpacked build");
    }

    private static void run(Optional<String> file) {
        try {
            var config = configuration(file, System.getenv());
            Logging.configure(config.logPath(), config.logLevel(), "worker");
            start(config);
        } catch (SettingsException e) {
            e.problems().forEach(System.err::println);
            System.exit(WRONG);
        } catch (CellException e) {
            LoggerFactory.getLogger(WorkerMain.class).error("The worker does not start: {}.", e.getMessage());
            System.exit(WRONG);
        } catch (NameTakenException e) {
            LoggerFactory.getLogger(WorkerMain.class).error("The worker does not start: {}.", e.getMessage());
            System.exit(FAILED);
        } catch (IOException e) {
            LoggerFactory.getLogger(WorkerMain.class).error("The worker cannot start: {}", e.toString());
            System.exit(FAILED);
        }
    }

    private static WorkerConfig configuration(Optional<String> file, Map<String, String> environment) {
        var settings = file.map(name -> Settings.read(Path.of(name), environment))
                .orElseGet(() -> Settings.ofEnvironment(environment));
        var config = WorkerConfigReader.read(settings);
        settings.check();
        return config;
    }

    private static void start(WorkerConfig config) throws IOException {
        var worker = new ConnectedWorker(config, Thread::new, true);
        // Before the start: a signal that comes in the midst of it leads to a stop in order, too.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, config), "kingtask-stop"));
        worker.start();
    }

    /** Runs as the JVM's shutdown hook, on SIGTERM and SIGINT. A further signal changes nothing: the stop is bounded by itself. */
    private static void stop(ConnectedWorker worker, WorkerConfig config) {
        var limit = new Thread(() -> haltAfter(config.longestStop()), "kingtask-stop-limit");
        limit.setDaemon(true);
        limit.start();
        // After a failed start the status is that of the failure.
        if (worker.stop()) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void haltAfter(Duration longest) {
        try {
            Thread.sleep(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LoggerFactory.getLogger(WorkerMain.class)
                .warn("The stop took longer than {} s; the worker ends now.", longest.toSeconds());
        Runtime.getRuntime().halt(FAILED);
    }
}
