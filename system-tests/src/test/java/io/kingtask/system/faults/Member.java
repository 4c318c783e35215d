package io.kingtask.system.faults;

import io.kingtask.system.Program;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A broker or a worker that is killed, stopped and started again. Each start is a new incarnation. */
final class Member implements AutoCloseable {

    private final String name;
    private final Function<String, Program> launch;
    private int starts;
    private boolean up;
    private @Nullable Program program;

    /** @param launch starts the process; it is given the name of the incarnation */
    Member(String name, Function<String, Program> launch) {
        this.name = name;
        this.launch = launch;
    }

    /** Returns at once, long before it serves. */
    synchronized void start() {
        starts++;
        program = launch.apply(incarnation());
        up = true;
    }

    synchronized String incarnation() {
        return name + "." + starts;
    }

    /** Whether it was started, and neither killed nor stopped since. */
    synchronized boolean isUp() {
        return up;
    }

    /** Whether it ended though nobody killed it. */
    synchronized boolean isGone() {
        return up && !program().isAlive();
    }

    synchronized void kill() {
        up = false;
        program().kill();
    }

    /** SIGSTOP: it hangs, as on a machine that is suspended. */
    synchronized void stop() {
        up = false;
        signal("STOP");
    }

    /** SIGCONT. */
    synchronized void goOn() {
        signal("CONT");
        up = true;
    }

    synchronized Program program() {
        if (program == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return program;
    }

    @Override
    public synchronized void close() {
        if (program != null) {
            up = false;
            if (program.isAlive()) {
                signal("CONT");
            }
            program.close();
        }
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(List.of(
                            "sh", "-c", "kill -s " + signal + " " + program().pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("SIG" + signal + " did not reach " + incarnation());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
