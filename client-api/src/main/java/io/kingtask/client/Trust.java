package io.kingtask.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose signature makes a broker's certificate good, where that is not one of the authorities that Java knows. */
final class Trust {

    /** The environment variable that may name the file. */
    static final String VARIABLE = "KINGTASK_CA";

    private Trust() {}

    /**
     * Trusts the certificates of a PEM file and no others.
     *
     * @throws IllegalArgumentException when there are none in it, with a sentence for the user
     */
    static SSLContext in(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new IllegalArgumentException(
                        file + " holds no certificate; a PEM file with one or more is expected.");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The certificates of " + file + " cannot be read: " + e.getMessage() + "; a PEM file is expected.",
                    e);
        }
    }
}
