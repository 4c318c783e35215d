package io.kingtask.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** For the help and the completion: {@code bin/kingtask doctor} is a program of its own, which knows broker, worker and Redis. */
@Command(
        name = "doctor",
        description = "Looks whether broker and worker can run here, and says what to do.",
        footerHeading = "%nExit status: 0 nothing stands in the way; 1 something does.%n%nExamples:%n",
        footer = {"  kingtask doctor", "  kingtask doctor --worker-config /etc/kingtask/worker.yaml"})
final class DoctorCommand implements Callable<Integer> {

    private static final int WRONG_USAGE = 2;

    private final Terminal terminal;

    @SuppressWarnings("UnusedVariable") // picocli looks at the annotations only
    @Mixin
    private final DoctorOptions options = new DoctorOptions();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.error("doctor must be the first word behind bin/kingtask.");
        return WRONG_USAGE;
    }
}
