package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis behind TLS, of each kind. */
final class RedisTlsIT {

    @TempDir
    private static Path folder = Path.of("");

    private static Certificate good = new Certificate(folder, folder, folder);
    private static Certificate stranger = good;

    private final int port = freePort();

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = Certificate.make(folder, "good", "ip:127.0.0.1");
        stranger = Certificate.make(folder, "stranger", "dns:elsewhere.example");
    }

    private static int freePort() {
        try {
            return LocalRedis.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void certificateMustBeTrustedAndBeForThatHost() throws Exception {
        var address = "rediss://127.0.0.1:" + port;
        try (var server = server(good)) {
            assertEquals("ACCEPTED", probe(address, good), server::address);
            assertUnavailable(probe(address, stranger));
        }
        try (var server = server(stranger)) {
            assertUnavailable(probe(address, stranger) + server.address());
        }
    }

    @Test
    void sentinelsAndTheirPrimaryAreSpokenToOverTls() throws Exception {
        int sentinelPort = freePort();
        try (var server = server(good);
                var sentinel = LocalRedis.startSentinel(with(good.options(sentinelPort), "--tls-replication", "yes"));
                var jedis = sentinel.client()) {
            jedis.sentinelMonitor("main", "127.0.0.1", port, 1);
            var address = "sentinel://127.0.0.1:" + sentinelPort + "/main?tls=true";
            assertEquals("ACCEPTED", probe(address, good), server::address);
            assertUnavailable(probe(address, stranger));
        }
    }

    @Test
    void nodesOfAClusterAreSpokenToOverTls() throws Exception {
        try (var server = server(
                        good,
                        "--cluster-enabled",
                        "yes",
                        "--tls-cluster",
                        "yes",
                        "--cluster-announce-ip",
                        "127.0.0.1");
                var jedis = server.client()) {
            jedis.clusterAddSlots(IntStream.range(0, 16_384).toArray());
            StoreFixture.await(() -> jedis.clusterInfo().contains("cluster_state:ok"));
            assertEquals("ACCEPTED", probe("cluster://127.0.0.1:" + port + "?tls=true", good));
        }
    }

    private static void assertUnavailable(String said) {
        assertTrue(said.startsWith("Redis is not available"), said);
    }

    private LocalRedis server(Certificate certificate, String... options) {
        try {
            return LocalRedis.start(with(certificate.options(port), options));
        } catch (UncheckedIOException e) {
            Assumptions.assumeFalse(
                    String.valueOf(e.getMessage()).contains("Bad directive"),
                    "this redis-server was built without TLS");
            throw e;
        }
    }

    private static String[] with(List<String> options, String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** The last words of a program that trusts one certificate, through the settings that every Java program has. */
    private static String probe(String address, Certificate trusted) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + trusted.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProbe.class.getName(),
                        address)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor(), said::toString);
        return said.get(said.size() - 1);
    }
}
