package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What callers without a client of ours see, on any server and below any context root: doors, console, metrics, descriptions, problems. */
interface SurfaceContract {

    Broker broker();

    @Test
    default void withoutATokenNothingIsShown() {
        var answer = Broker.send(broker().request("api/v1/tasks").build());
        assertEquals(401, answer.statusCode());
        assertProblem(answer, "unauthorized");
        var reader = broker().request("api/v1/tasks")
                .header("Authorization", "Bearer reader-token-000000")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"executable\":\"example\"}"));
        assertEquals(403, Broker.send(reader.build()).statusCode());
    }

    @Test
    default void aBrowserSignsIn() {
        var signedIn = Broker.send(broker().request("api/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + Site.TOKEN + "\"}"))
                .build());
        assertEquals(200, signedIn.statusCode(), signedIn.body());
        var cookie = header(signedIn, "Set-Cookie").replace("\"", "");
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        assertTrue(
                cookie.matches(".*; ?Path=" + broker().root().getPath().replaceAll("(.)/$", "$1/?") + "(;.*)?"),
                cookie);
        var value = cookie.substring(0, cookie.indexOf(';'));
        var seen = broker().request("api/v1/tasks").header("Cookie", value).build();
        assertEquals(200, Broker.send(seen).statusCode());
        var forged = broker().request("api/v1/tasks")
                .header("Cookie", value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"executable\":\"example\"}"))
                .build();
        assertProblem(Broker.send(forged), "cross_site");
    }

    @Test
    default void theConsoleIsServed() {
        for (var path :
                new String[] {"", "index.html", "console/app.js", "console/lib/preact.js", "console/css/base.css"}) {
            var answer = Broker.send(broker().request(path).build());
            assertEquals(200, answer.statusCode(), path);
            assertTrue(
                    header(answer, "Content-Security-Policy").startsWith("default-src 'none'; script-src 'self'"),
                    path);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
        }
        var script = Broker.send(broker().request("console/app.js").build());
        assertTrue(header(script, "Content-Type").contains("javascript"), header(script, "Content-Type"));
    }

    @Test
    default void whatIsNotThereIsAProblem() {
        for (var path : new String[] {"console/none.js", "api/v1/none", "none"}) {
            var answer = broker().get(path);
            assertEquals(404, answer.statusCode(), path);
            assertProblem(answer, "not_found");
        }
        // Some servers answer this one before the application is asked.
        assertEquals(404, broker().get("WEB-INF/web.xml").statusCode());
        var wrong = broker().post("api/v1/tasks", "application/json", "{\"executable\":\"a/b\"}");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("\"field\":\"executable\""), wrong.body());
        assertProblem(broker().post("api/v1/tasks", "application/json", "{"), "malformed_json");
    }

    @Test
    default void metricsAreThere() {
        for (var path : new String[] {"metrics", "api/v1/metrics"}) {
            var answer = broker().get(path);
            assertEquals(200, answer.statusCode(), path);
            assertTrue(answer.body().contains("\nkingtask_"), path + ": " + answer.body());
        }
    }

    @Test
    default void theInterfaceDescribesItself() {
        var answer = Broker.send(broker().request("api/v1/openapi.json").build());
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("\"openapi\":\"3.1"), answer.body());
        assertTrue(answer.body().contains("/tasks/{id}"), answer.body());
    }

    @Test
    default void itIsReady() {
        assertEquals(
                200,
                Broker.send(broker().request("api/v1/health/ready").build()).statusCode());
        assertEquals(
                200, Broker.send(broker().request("api/v1/health/live").build()).statusCode());
    }

    private static void assertProblem(HttpResponse<String> answer, String code) {
        assertTrue(header(answer, "Content-Type").startsWith("application/problem+json"), answer.toString());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
