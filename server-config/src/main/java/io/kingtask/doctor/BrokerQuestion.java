package io.kingtask.doctor;

import io.kingtask.settings.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker after its health; without a token, for anybody may.
 *
 * @param how what follows "no broker answers there"
 */
record BrokerQuestion(HttpClient client, String scheme, String how) {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** @param certificate of the broker; empty: it speaks HTTP */
    static BrokerQuestion with(Optional<Path> certificate) throws IOException, GeneralSecurityException {
        var client = HttpClient.newBuilder().connectTimeout(LONGEST);
        if (certificate.isEmpty()) {
            return new BrokerQuestion(client.build(), "http", "");
        }
        var context = ThisCertificate.in(certificate.get()).context();
        return new BrokerQuestion(
                client.sslContext(context).build(), "https", " by https with the certificate of tls_certificate");
    }

    /** The status of the answer; null without one. */
    @Nullable Integer status(InetSocketAddress where, String question) {
        var host = where.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : where.getAddress();
        var place = new ListenAddress(host.getHostAddress(), where.getPort());
        var request = HttpRequest.newBuilder(URI.create(scheme + "://" + place + "/api/v1/health/" + question))
                .timeout(LONGEST)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
