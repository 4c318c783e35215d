package io.kingtask.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the server, rather than the application, must know of the configuration.
 *
 * @param workerStop how long the worker inside the server may take to stop; zero without one
 * @param tls none: HTTP
 */
record ServerSettings(String host, int port, String address, Duration workerStop, Optional<PemKeyPair> tls) {

    /**
     * Checks the whole configuration and sets the process' log up. Kingtask's libraries do this in a class loader of their own, so that
     * the server and the application never see them; they stay loaded, for the log's sake.
     *
     * @throws IllegalArgumentException with every problem, a line each
     */
    static ServerSettings read(Path home, Path file) {
        Function<Path, Map<String, String>> reader = isolatedReader(home.resolve("lib"));
        Map<String, String> values = reader.apply(file);
        return new ServerSettings(
                value(values, "host"),
                Integer.parseInt(value(values, "port")),
                value(values, "address"),
                Duration.parse(value(values, "stop")),
                tls(values));
    }

    /** Where the console is. */
    String url() {
        return (tls.isPresent() ? "https://" : "http://") + address;
    }

    private static Optional<PemKeyPair> tls(Map<String, String> values) {
        return Optional.ofNullable(values.get("tls_certificate"))
                .map(certificate -> PemKeyPair.read(Path.of(certificate), Path.of(value(values, "tls_key"))));
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** Its own jar comes last: its manifest draws the server's jars in. */
    @SuppressWarnings("unchecked")
    private static Function<Path, Map<String, String>> isolatedReader(Path lib) {
        try {
            List<URL> jars = new ArrayList<>(jars(lib));
            jars.addAll(jars(lib.resolve("broker")));
            jars.add(ownJar());
            ClassLoader loader =
                    new URLClassLoader("configuration", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            Class<?> reader = Class.forName("io.kingtask.launcher.CheckedConfig", true, loader);
            return (Function<Path, Map<String, String>>)
                    reader.getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("The distribution's folder " + lib + " cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The distribution's folder " + lib + " is not complete", e);
        }
    }

    static URL ownJar() {
        return ServerSettings.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static List<URL> jars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        }
        return jars;
    }
}
