package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker that speaks HTTPS by PEM files, and its clients. */
class TlsIT {

    @TempDir
    Path folder;

    @Test
    void brokerClientsAndCommandLineSpeakHttps() throws IOException {
        Path certificate = keyPair("ec", "EC");
        Path key = pem("sec1.key", "EC PRIVATE KEY", bareKey(folder.resolve("ec.key")));
        try (Installation installation = Installation.in(folder)) {
            Program broker = installation.startBroker("tls_certificate: " + certificate, "tls_key: " + key);
            String url = "https://" + installation.address();
            broker.await("The console is at " + url + "/");
            Program trusting = Distribution.start(
                    folder, Map.of(), "kingtask", "--broker", url, "--ca", certificate + "", "stats");
            assertEquals(0, trusting.status(), trusting.err());
            Program other = Distribution.start(folder, Map.of("KINGTASK_BROKER", url), "kingtask", "stats");
            assertEquals(3, other.status());
            assertTrue(other.err().contains("KINGTASK_CA"), other.err());
            assertJavaClientWorks(url, certificate, installation.token());
            Program doctor = installation.kingtask(
                    "doctor",
                    "--broker-config",
                    installation.folder().resolve("broker.yaml").toString());
            assertTrue(doctor.out().contains("A broker runs at " + installation.address()), doctor.out());
        }
    }

    private static void assertJavaClientWorks(String url, Path certificate, String token) {
        try (BrokerClient client = BrokerClient.builder()
                .address(url)
                .certificateAuthorities(certificate)
                .token(token)
                .build()) {
            TaskRequest task = TaskRequest.of("example", "12", "45");
            client.delay(task);
            assertEquals("cancelled", client.cancel(task.id()).state().word());
        }
    }

    /** A key that was read lets the broker come as far as the taken port. */
    @ParameterizedTest
    @CsvSource({
        "RSA, PRIVATE KEY",
        "RSA, RSA PRIVATE KEY",
        "EC, PRIVATE KEY",
        "EC, EC PRIVATE KEY",
        "Ed25519, PRIVATE KEY"
    })
    void keysOfEveryFormAreRead(String algorithm, String form) throws IOException {
        Path certificate = keyPair("own", algorithm);
        Path key = folder.resolve("own.key");
        if (!form.equals("PRIVATE KEY")) {
            key = pem("bare.key", form, bareKey(key));
        }
        try (ServerSocket taken = new ServerSocket(0)) {
            Program broker = start(certificate, key, taken.getLocalPort());
            assertEquals(1, broker.status(), broker.err());
            assertTrue(broker.err().contains("cannot be listened on"), broker.err());
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        Path certificate = keyPair("own", "EC");
        Path otherCertificate = keyPair("other", "EC");
        Path key = folder.resolve("own.key");
        assertRefused(start(otherCertificate, key, 1), "tls_key: " + key + " is not the key of the first certificate");
        assertRefused(start(key, key, 1), "tls_certificate: " + key + " holds no certificate");
        assertRefused(start(certificate, certificate, 1), "tls_key: " + certificate + " holds no private key");
        assertRefused(start(certificate, folder.resolve("none"), 1), "there is no such file");
        Path locked = pem("locked.key", "ENCRYPTED PRIVATE KEY", new byte[40]);
        assertRefused(start(certificate, locked, 1), "is protected by a password");
        Program alone = Distribution.start(folder, Map.of("KINGTASK_TLS_KEY", key.toString()), "broker");
        assertRefused(alone, "tls_certificate");
    }

    private static void assertRefused(Program broker, String why) {
        assertEquals(2, broker.status());
        assertTrue(broker.err().contains(why), broker.err());
    }

    private Program start(Path certificate, Path key, int port) {
        Map<String, String> environment = Map.of(
                "KINGTASK_ADDR", "127.0.0.1:" + port,
                "KINGTASK_TLS_CERTIFICATE", certificate.toString(),
                "KINGTASK_TLS_KEY", key.toString());
        return Distribution.start(folder, environment, "broker");
    }

    /** Makes NAME.crt and NAME.key by the JDK's keytool, and answers the first. */
    private Path keyPair(String name, String algorithm) throws IOException {
        Path store = folder.resolve(name + ".p12");
        keytool(List.of(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost,IP:127.0.0.1"));
        Path certificate = folder.resolve(name + ".crt");
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "a",
                "-file",
                certificate.toString()));
        pem(name + ".key", "PRIVATE KEY", key(store));
        return certificate;
    }

    private static byte[] key(Path store) {
        try {
            return KeyStore.getInstance(store.toFile(), "changeit".toCharArray())
                    .getKey("a", "changeit".toCharArray())
                    .getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>(arguments);
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Program keytool = Program.start(folder, Map.of(), command);
        assertEquals(0, keytool.status(), () -> keytool.out() + keytool.err());
    }

    /** What PKCS#8 wraps: the octets at its end are the key in the algorithm's own form. */
    private static byte[] bareKey(Path pkcs8) throws IOException {
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(pkcs8).replaceAll("-----.*?-----", ""));
        int at = der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f);
        at += 3; // the version
        at += 2 + der[at + 1]; // the algorithm
        int head = der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
        return Arrays.copyOfRange(der, at + head, der.length);
    }

    private Path pem(String name, String form, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + form + "-----\n" + text + "\n-----END " + form + "-----\n");
    }
}
