package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who the identity provider knows gets in on any server, and comes back below its context root. */
interface OidcContract {

    Broker broker();

    @Test
    default void whoTheProviderKnowsIsSignedIn(Site site) {
        var leaving = Broker.send(broker().request("api/v1/session/oidc").build());
        assertEquals(303, leaving.statusCode(), leaving.body());
        var back = site.provider().redirect(location(leaving));
        assertEquals(broker().root().resolve("api/v1/session/oidc/callback").getPath(), back.getPath());
        var signedIn = Broker.send(HttpRequest.newBuilder(back)
                .header("Cookie", cookie(leaving, "kingtask_oidc"))
                .build());
        assertEquals(303, signedIn.statusCode(), signedIn.body());
        assertEquals(broker().root(), broker().root().resolve(location(signedIn)));
        var session = Broker.send(broker().request("api/v1/session")
                .header("Cookie", cookie(signedIn, "kingtask_token"))
                .build());
        assertEquals(200, session.statusCode(), session.body());
        assertTrue(session.body().contains("\"jane\"") && session.body().contains("\"operator\""), session.body());
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", "").replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }
}
