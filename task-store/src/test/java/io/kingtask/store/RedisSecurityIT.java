package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.TaskStore.Submitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis behind a password, with a user of few rights, and behind TLS. */
final class RedisSecurityIT {

    private static final String[] FEW_RIGHTS = {
        "--user", "kt", "on", ">secret", "~kingtask:*", "resetchannels", "&kingtask:*", "+@all", "-@dangerous"
    };

    @TempDir
    private Path folder = Path.of("");

    @Test
    void passwordOpensAndAWrongOneIsNotShown() {
        try (var server = LocalRedis.start("--requirepass", "open/se:s@me")) {
            assertAccepts("redis://:open%2Fse%3As%40me@" + server.address());
            for (var address : List.of(server.address(), "redis://:hushhush@" + server.address())) {
                try (var store = RedisStore.open(RedisAddress.parse(address), 2, 1)) {
                    var refused = assertThrows(
                            StoreUnavailableException.class, () -> store.tasks().checkWritable());
                    assertFalse(refused.toString().contains("hush"), refused::toString);
                }
            }
        }
    }

    @Test
    void userNeedsTheKeysAndChannelsOfKingtaskAndNoDangerousCommand() {
        try (var server = LocalRedis.start(FEW_RIGHTS)) {
            var address = "redis://kt:secret@" + server.address();
            assertAccepts(address);
            try (var log = new LogLines(ServerCheck.class);
                    var store = RedisStore.open(RedisAddress.parse(address), 4, 1)) {
                hearOnce(store);
                assertEquals(List.of(), log.warnings());
                assertEquals(1, log.infos().size());
                var worker = StoreFixture.worker("worker");
                var work = store.work();
                work.heartbeat(worker, Set.of("example"), List.of(), false);
                var run = work.claim(worker, List.of("default"), 1).get(0).run();
                assertEquals(WorkStore.Finished.OK, work.finish(worker, StoreFixture.success(run, "57")));
                assertTrue(store.tasks().audit().balanced());
            }
        }
    }

    private static void hearOnce(RedisStore store) {
        var heard = new Semaphore(0);
        var events = store.brokerEvents(new StoreEvents.Listener() {
            @Override
            public void reconnected() {
                heard.release();
            }
        });
        StoreFixture.await(heard::tryAcquire);
        events.close();
    }

    @Test
    void certificateMustBeTrustedAndBeForThatHost() throws Exception {
        makeCertificate("good", "IP:127.0.0.1");
        makeCertificate("stranger", "DNS:elsewhere.example");
        int port = LocalRedis.freePort();
        var address = "rediss://127.0.0.1:" + port;
        try (var server = tlsServer("good", port)) {
            assertEquals("[ACCEPTED]", probe(address, "good"), server::address);
            assertUnavailable(probe(address, "stranger"));
        }
        try (var server = tlsServer("stranger", port)) {
            assertUnavailable(probe(address, "stranger") + server.address());
        }
    }

    private static void assertUnavailable(String said) {
        assertTrue(said.startsWith("Redis is not available"), said);
    }

    private LocalRedis tlsServer(String name, int port) {
        var certificate = folder.resolve(name + ".crt").toString();
        var key = folder.resolve(name + ".key").toString();
        return LocalRedis.start(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate,
                "--tls-key-file",
                key,
                "--tls-ca-cert-file",
                certificate,
                "--tls-auth-clients",
                "no");
    }

    private void makeCertificate(String name, String alternative) throws IOException, InterruptedException {
        run(("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + name + " -addext subjectAltName="
                        + alternative + " -keyout " + name + ".key -out " + name + ".crt")
                .split(" "));
        run((javaProgram("keytool") + " -importcert -noprompt -alias " + name + " -file " + name + ".crt -keystore "
                        + name + ".p12 -storetype PKCS12 -storepass changeit")
                .split(" "));
    }

    /** The last words of a program that trusts one certificate, through the settings that every Java program has. */
    private String probe(String address, String trusted) throws IOException, InterruptedException {
        var said = run(
                        javaProgram("java"),
                        "-Djavax.net.ssl.trustStore=" + folder.resolve(trusted + ".p12"),
                        "-Djavax.net.ssl.trustStorePassword=changeit",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProbe.class.getName(),
                        address)
                .lines()
                .toList();
        return said.get(said.size() - 1);
    }

    private static String javaProgram(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static void assertAccepts(String address) {
        try (var store = RedisStore.open(RedisAddress.parse(address), 2, 1)) {
            assertEquals(List.of(Submitted.ACCEPTED), store.tasks().submit(List.of(StoreFixture.now()), 0));
        }
    }
}
