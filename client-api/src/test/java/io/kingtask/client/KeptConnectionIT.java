package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions that come one after the other share a connection, and so do other calls: a new one would cost more than most calls. */
class KeptConnectionIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final Map<String, Set<InetSocketAddress>> callers = new ConcurrentHashMap<>();

    @Test
    void callsShareAConnection() throws IOException {
        var server = HttpServer.create(anywhere(), 0);
        try (var client = client(server).build()) {
            call(client);
        } finally {
            server.stop(0);
        }
        assertShared();
    }

    @Test
    void callsByHttpsShareAConnection() throws Exception {
        var keys = keyPair();
        var server = HttpsServer.create(anywhere(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        try (var client =
                client(server).certificateAuthorities(certificate(keys)).build()) {
            call(client);
        } finally {
            server.stop(0);
        }
        assertShared();
    }

    private void assertShared() {
        assertEquals(Set.of("GET", "POST"), callers.keySet());
        callers.values().forEach(each -> assertEquals(1, each.size(), callers::toString));
    }

    private static void call(BrokerClient client) {
        for (int i = 0; i < 5; i++) {
            client.delay(TaskRequest.of("example"));
            client.list(TaskFilter.all());
        }
    }

    private BrokerClientBuilder client(HttpServer server) {
        server.createContext("/", this::answer);
        server.start();
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return BrokerClient.builder()
                .address(scheme + "://127.0.0.1:" + server.getAddress().getPort())
                .token("a-token-of-the-test");
    }

    private void answer(HttpExchange exchange) throws IOException {
        callers.computeIfAbsent(exchange.getRequestMethod(), method -> ConcurrentHashMap.newKeySet())
                .add(exchange.getRemoteAddress());
        exchange.getRequestBody().readAllBytes();
        var body = exchange.getRequestMethod().equals("POST")
                ? "{\"id\":\"1\",\"executable\":\"example\",\"state\":\"pending\"}"
                : "{\"items\":[]}";
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private KeyStore keyPair() throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1")
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private Path certificate(KeyStore keys) throws IOException, GeneralSecurityException {
        var encoded =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
        return Files.writeString(
                folder.resolve("own.crt"), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
