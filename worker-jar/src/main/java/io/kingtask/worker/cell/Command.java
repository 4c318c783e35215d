package io.kingtask.worker.cell;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that the worker runs for itself, at its start. */
record Command(int status, String output) {

    private static final long LONGEST_SECONDS = 20;

    /** Output and errors together; a command that hangs is ended. */
    static Command run(List<String> command) throws CellException {
        try {
            var builder = new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
            // The worker's own may hold secrets, and the command may run as the tasks' user.
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            var process = builder.redirectInput(new File("/dev/null")).start();
            var limit = process.onExit()
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .handle((ended, late) -> late == null ? process : process.destroyForcibly());
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(limit.join().waitFor(), output);
        } catch (IOException e) {
            throw new CellException(command.get(0) + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CellException("the worker was interrupted");
        }
    }
}
