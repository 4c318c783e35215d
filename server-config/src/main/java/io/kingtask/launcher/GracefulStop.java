package io.kingtask.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The end of the process by SIGTERM or SIGINT: the server and its application stop, their folder is removed, the exit status is 0. A
 * server that does not stop within {@link #LONGEST}, beside the time of the worker inside it, is left behind.
 */
final class GracefulStop {

    private static final Logger LOG = Logger.getLogger(GracefulStop.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String OWN_HOOK_OF_THE_SERVER = "Payara Micro Shutdown Hook";

    private static volatile int status;

    private final PayaraMicroBoot server;
    private final ServerFolder folder;
    private final Duration longest;

    private GracefulStop(PayaraMicroBoot server, ServerFolder folder, Duration longest) {
        this.server = server;
        this.folder = folder;
        this.longest = longest;
    }

    /** @param workerStop how much longer than usual the server may take */
    static void install(PayaraMicroBoot server, ServerFolder folder, Duration workerStop) {
        GracefulStop stop = new GracefulStop(server, folder, LONGEST.plus(workerStop));
        Runtime.getRuntime().addShutdownHook(new Thread(stop::run, "stop"));
    }

    /** Ends the process with another status than 0. */
    static void exit(int failure) {
        status = failure;
        System.exit(failure);
    }

    private void run() {
        // The server prints lines for its developers when it stops; our log holds another reference to standard output.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Thread stopping = new Thread(this::stopServer, "stop-server");
        stopping.setDaemon(true);
        stopping.start();
        if (!ended(stopping)) {
            LOG.log(
                    Level.WARNING,
                    "The server did not stop within {0} s; the process ends all the same",
                    longest.toSeconds());
        }
        folder.remove();
        LOG.info("The broker has stopped");
        Runtime.getRuntime().halt(status);
    }

    /** The server has a hook of its own; whichever comes second finds it stopping, and waits. */
    private void stopServer() {
        try {
            server.shutdown();
        } catch (BootstrapException | IllegalStateException e) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(OWN_HOOK_OF_THE_SERVER))
                    .forEach(this::ended);
        }
    }

    private boolean ended(Thread thread) {
        try {
            thread.join(longest.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
