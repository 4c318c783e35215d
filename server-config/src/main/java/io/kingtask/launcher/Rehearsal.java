package io.kingtask.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the broker that is ready for what anybody may ask, some hundred times: so the server's way from a connection to an answer is loaded
 * and compiled when the first submission comes. Nothing depends on it.
 */
final class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class.getName());

    /** The second asks, without a token, for a task that cannot be. */
    private static final List<String> PATHS = List.of("/health/live", "/api/v1/tasks/rehearsal");

    private static final int MOST_CALLS = 300;
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();
    private static final int PATIENCE = 1_000;

    private final ServerSettings settings;

    Rehearsal(ServerSettings settings) {
        this.settings = settings;
    }

    /** Goes on beside the caller. Not by HTTPS, where the broker's name would have to be that of its certificate. */
    static void start(ServerSettings settings) {
        if (settings.tls().isEmpty()) {
            Thread thread = new Thread(new Rehearsal(settings)::run, "kingtask-rehearsal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void run() {
        long began = System.nanoTime();
        try {
            for (int i = 0; i < MOST_CALLS && System.nanoTime() - began < LONGEST; i++) {
                ask(PATHS.get(i % PATHS.size()));
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The rehearsal ended early", e);
        }
    }

    private void ask(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url(path).openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        // Read to its end, an answer leaves the connection to the next call.
        try (InputStream answer =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) {
                answer.readAllBytes();
            }
        }
    }

    private URL url(String path) throws MalformedURLException {
        InetAddress address = new InetSocketAddress(settings.host(), settings.port()).getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : settings.host();
        return new URL("http", host, settings.port(), path);
    }
}
