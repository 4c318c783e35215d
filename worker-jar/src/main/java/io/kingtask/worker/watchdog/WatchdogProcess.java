package io.kingtask.worker.watchdog;

import io.kingtask.worker.process.SystemContext;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the watchdog: {@code watchdog.sh}, which needs nothing but a POSIX shell and {@code /proc}. */
final class WatchdogProcess {

    /**
     * What it is told.
     *
     * @param folder the worker's
     * @param adopts whether orphans of programs become the worker's children
     * @param cgroup the group that programs are born in
     * @param pause between two looks, as the lease allows
     */
    record Plan(Path folder, boolean adopts, Optional<Path> cgroup, Duration pause) {}

    private static final String SHELL = "/bin/sh";
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private WatchdogProcess() {}

    static Process start(Plan plan) throws IOException {
        if (!Files.exists(Path.of("/proc/self/environ"))) {
            throw new IOException("this system has no /proc to find the programs in");
        }
        var command = new ArrayList<String>();
        // A session of its own, where the system has the command: not stopped with the worker's group at a terminal.
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> command.add(path.toString()));
        var pause = plan.pause().compareTo(LONGEST_PAUSE) < 0 ? plan.pause() : LONGEST_PAUSE;
        command.addAll(List.of(
                SHELL,
                script(plan.folder()).toString(),
                Long.toString(ProcessHandle.current().pid()),
                plan.folder().toString(),
                BigDecimal.valueOf(pause.toMillis(), 3).toPlainString(),
                plan.adopts() ? "adopts" : "",
                plan.cgroup().map(Path::toString).orElse("")));
        var builder = new ProcessBuilder(command).directory(new File("/"));
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return SystemContext.run(builder::start);
    }

    private static Path script(Path folder) throws IOException {
        var file = folder.resolve("watchdog");
        try (var source = WatchdogProcess.class.getResourceAsStream("watchdog.sh")) {
            if (source == null) {
                throw new IOException("watchdog.sh is not in the worker's jar");
            }
            Files.write(file, source.readAllBytes());
        }
        return file;
    }
}
