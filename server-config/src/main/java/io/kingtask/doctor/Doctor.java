package io.kingtask.doctor;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.cli.DoctorOptions;
import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import io.kingtask.worker.config.WorkerConfigReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The program. The distribution's folder is the system property {@code kingtask.home}. Exit status: 0 nothing stands in the way, 1
 * something does, 2 wrong usage.
 */
@Command(name = "kingtask doctor", description = "Looks whether broker and worker can run here, and says what to do.")
public final class Doctor implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int BAD = 1;

    @Mixin
    private final DoctorOptions options = new DoctorOptions();

    private final Path home;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Report report = new Report();

    private Doctor(Path home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        var home = Path.of(System.getProperty("kingtask.home", "")).toAbsolutePath();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Doctor(home, System.getenv(), out)).execute(args));
    }

    @Override
    public Integer call() {
        boolean both =
                options.brokerConfig().isEmpty() && options.workerConfig().isEmpty();
        new MachineLook(report, environment).look();
        options.brokerConfig()
                .or(() -> both ? Optional.of(home.resolve("etc/broker.yaml")) : Optional.empty())
                .ifPresent(this::lookAtBroker);
        options.workerConfig()
                .or(() -> both ? Optional.of(home.resolve("etc/worker.yaml")) : Optional.empty())
                .ifPresent(this::lookAtWorker);
        if (options.json()) {
            out.println(report.json());
        } else {
            out.print(report.text());
        }
        return report.hasProblems() ? BAD : GOOD;
    }

    private void lookAtBroker(Path file) {
        settings("broker", file).ifPresent(settings -> {
            try {
                var config = BrokerConfig.read(settings);
                report.add(Finding.ok("broker", "The configuration " + file + " is right."));
                new BrokerLook(report, config, file, environment).look();
            } catch (SettingsException e) {
                refuse("broker", e);
            }
        });
    }

    private void lookAtWorker(Path file) {
        settings("worker", file).ifPresent(settings -> {
            try {
                var config = WorkerConfigReader.read(settings);
                settings.check();
                report.add(Finding.ok("worker", "The configuration " + file + " is right."));
                new WorkerLook(report, config, file).look();
            } catch (SettingsException e) {
                refuse("worker", e);
            }
        });
    }

    private Optional<Settings> settings(String program, Path file) {
        if (Files.exists(file) && !Files.isReadable(file)) {
            report.add(Finding.warning(
                    program,
                    file + " may not be read by this user, so nothing of the " + program + " was looked at.",
                    "Run the doctor as the user that runs the " + program + "."));
            return Optional.empty();
        }
        try {
            return Optional.of(Settings.read(file, environment));
        } catch (SettingsException e) {
            refuse(program, e);
            return Optional.empty();
        }
    }

    private void refuse(String program, SettingsException e) {
        e.problems()
                .forEach(problem -> report.add(
                        Finding.problem(program, problem, "Correct it: the " + program + " does not start with it.")));
    }
}
