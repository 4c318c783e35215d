package io.kingtask.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code bin/broker}: checks the configuration, starts the server with the application and waits for the end. The distribution's folder
 * is the system property {@code kingtask.home}.
 *
 * <p>Exit status: 0 after SIGTERM or SIGINT, 1 when the server does not start, 2 for a wrong command line or configuration.
 */
public final class BrokerMain {

    private static final Logger LOG = Logger.getLogger(BrokerMain.class.getName());
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    private BrokerMain(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("kingtask.home", "")).toAbsolutePath();
        int status = new BrokerMain(home, out, err).run(args);
        if (status != 0) {
            GracefulStop.exit(status);
        }
    }

    /** @return 0 when the server runs, or when nothing was to be run */
    private int run(String[] args) {
        CommandLine command;
        try {
            command = CommandLine.parse(args);
        } catch (IllegalArgumentException e) {
            err.println("bin/broker: " + e.getMessage());
            err.println(CommandLine.HINT);
            return MISUSED;
        }
        return switch (command.action()) {
            case HELP -> print(CommandLine.USAGE);
            case VERSION -> print("kingtask " + version());
            case RUN -> start(command.config().orElse(home.resolve("etc/broker.yaml")));
        };
    }

    private int start(Path file) {
        ServerSettings settings;
        try {
            settings = ServerSettings.read(home, file);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSED;
        }
        System.setProperty("kingtask.config", file.toAbsolutePath().toString());
        try {
            refuseATakenPort(settings);
            BrokerServer.start(home, settings);
        } catch (ServerFailedException e) {
            LOG.log(Level.SEVERE, "The server failed", e);
            err.println("The broker cannot start: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("The broker cannot start: " + e.getMessage());
            return FAILED;
        }
        // The start fills the heap: to clear it stops everything for a tenth of a second, which first tasks would else
        // wait for.
        System.gc();
        Duration age = Duration.between(startOfThisProcess(), Instant.now());
        out.println(String.format(
                Locale.ROOT, "The broker is ready at %s after %.1f s", settings.url(), age.toMillis() / 1e3));
        out.println("The console is at " + settings.url() + "/");
        Rehearsal.start(settings);
        return 0;
    }

    /** The server itself would say so in a page of its own words, seconds later. */
    private static void refuseATakenPort(ServerSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        if (address.isUnresolved()) {
            throw new IOException("addr " + settings.address() + " names no host that is known here");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (BindException e) {
            throw new IOException("addr " + settings.address() + " cannot be listened on: " + e.getMessage(), e);
        }
    }

    private static Instant startOfThisProcess() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    private int print(String text) {
        out.println(text);
        return 0;
    }

    private static String version() {
        String version = BrokerMain.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
