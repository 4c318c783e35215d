package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The server speaks TLS with the certificate that it was given. */
interface TlsContract {

    Broker broker();

    @Test
    default void itSpeaksTlsWithOurCertificate() throws Exception {
        var store =
                KeyStore.getInstance(Site.SERVER_HOME.resolve("kingtask.p12").toFile(), "changeit".toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        var http = HttpClient.newBuilder().sslContext(tls).build();
        var root = URI.create("https://127.0.0.1:" + System.getProperty("port.https")
                + broker().root().getPath());
        var answer = http.send(
                HttpRequest.newBuilder(root.resolve("api/v1/health/ready")).build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }
}
