package io.kingtask.system.containers;

import io.kingtask.system.Patience;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A service that runs as its image and docker-compose.yml say: its first process is number 1 of its own, as its user, without
 * capabilities, over a root that cannot be written, with its mounts, secrets and temporary folders.
 */
final class PlainContainer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PlainHost host;
    private final ContainerPlan plan;
    private final Program program;

    private PlainContainer(PlainHost host, ContainerPlan plan, Program program) {
        this.host = host;
        this.plan = plan;
        this.program = program;
    }

    static PlainContainer start(PlainHost host, ContainerPlan plan) throws IOException {
        String address = host.join(plan.name());
        Path script =
                Files.writeString(host.folder().resolve(plan.name() + ".sh"), plan.script(host.layers(), address));
        Program program = Program.start(
                host.folder(),
                Map.of(),
                host.command(List.of(
                        "ip",
                        "netns",
                        "exec",
                        plan.name(),
                        "unshare",
                        "--mount",
                        "--pid",
                        "--uts",
                        "--ipc",
                        "--fork",
                        "--kill-child",
                        "sh",
                        script.toString())));
        return new PlainContainer(host, plan, program);
    }

    String name() {
        return plan.name();
    }

    Program program() {
        return program;
    }

    /** Runs a command inside, as the container's user, and gives its exit status and output. */
    Program exec(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "-t",
                Long.toString(first()),
                "--mount",
                "--pid",
                "--net",
                "--uts",
                "--ipc",
                "--root",
                "--wd"));
        all.addAll(plan.asItsUser(command));
        return Program.start(host.folder(), Map.of(), all);
    }

    private long first() {
        return firstOrNone().orElseThrow(() -> new AssertionError(name() + " does not run:\n" + log()));
    }

    private Optional<Long> firstOrNone() {
        return ProcessHandle.of(program.pid())
                .flatMap(handle -> handle.children().findFirst())
                .map(ProcessHandle::pid);
    }

    String log() {
        return program.out() + program.err();
    }

    boolean isHealthy() {
        if (!program.isAlive()) {
            throw new AssertionError(name() + " has ended with " + program.status() + ":\n" + log());
        }
        return firstOrNone().isPresent() && exec(plan.healthCheck()).status() == 0;
    }

    PlainContainer awaitHealthy() {
        Patience.until(PATIENCE, () -> name() + " is healthy:\n" + log(), this::isHealthy);
        return this;
    }

    /** SIGTERM, as an engine stops a container; its exit status. */
    int stop() throws IOException {
        signal("-TERM");
        int status = program.status();
        host.leave(name());
        return status;
    }

    void kill() throws IOException {
        signal("-KILL");
        program.status();
        host.leave(name());
    }

    private void signal(String signal) {
        Program.start(host.folder(), Map.of(), List.of("kill", signal, Long.toString(first())))
                .status();
    }

    /** What its processes are, one a line: state and name. */
    String processes() {
        return exec(List.of("/bin/sh", "-c", "cat /proc/[0-9]*/stat"))
                .out()
                .lines()
                .map(line -> line.replaceFirst("^\\d+ (\\(.*\\)) (\\S) .*", "$2 $1"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        // With the first process all others end; the death of its parent would not reach it, for it has changed its
        // user.
        if (firstOrNone().isPresent()) {
            signal("-KILL");
        }
        program.close();
    }
}
