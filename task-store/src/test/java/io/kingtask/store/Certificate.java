package io.kingtask.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate that vouches for itself, made by the JDK's own tool: as files for a redis-server, and as a trust store for Java. */
record Certificate(Path certificate, Path key, Path trustStore) {

    static final String PASSWORD = "changeit";

    /** @param subject whom it is for, such as {@code ip:127.0.0.1} */
    static Certificate make(Path folder, String name, String subject)
            throws IOException, GeneralSecurityException, InterruptedException {
        var pair = folder.resolve(name + "-pair.p12");
        keytool(
                pair,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject);
        var store = KeyStore.getInstance(pair.toFile(), PASSWORD.toCharArray());
        var alias = store.aliases().nextElement();
        var certificate = folder.resolve(name + ".crt");
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
        var key = folder.resolve(name + ".key");
        Files.writeString(
                key,
                pem("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
        var trust = folder.resolve(name + ".p12");
        keytool(trust, "-importcert", "-noprompt", "-file", certificate.toString());
        return new Certificate(certificate, key, trust);
    }

    private static String pem(String kind, byte[] content) {
        var text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /** As redis-server's options, with a port for TLS besides the plain one; clients need no certificate. */
    List<String> options(int port) {
        return List.of(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no");
    }
}
