package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the console's files are served. */
@ExtendWith(BrokerScene.Resolver.class)
class ConsoleIT {

    private final URI root;

    ConsoleIT(BrokerScene scene) {
        this.root = scene.broker.root();
    }

    @Test
    void thePagesAreOpenAndConfined() throws Exception {
        for (var path :
                new String[] {"", "index.html", "console/app.js", "console/lib/preact.js", "console/css/base.css"}) {
            var answer = get(path);
            assertEquals(200, answer.statusCode(), path);
            var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        }
        assertTrue(type("console/app.js").contains("javascript"), type("console/app.js"));
        assertTrue(type("console/icon.svg").contains("svg"), type("console/icon.svg"));
    }

    @Test
    void theLibrarysModulesFindEachOther() throws Exception {
        assertTrue(get("console/lib/hooks.js").body().contains("from\"./preact.js\""));
    }

    @Test
    void answersOfTheRestInterfaceKeepTheirOwnPolicy() throws Exception {
        var policies = get("api/v1/health/live").headers().allValues("Content-Security-Policy");
        assertEquals(1, policies.size());
        assertFalse(policies.get(0).contains("script-src"), policies.get(0));
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        assertEquals(404, get("console/none.js").statusCode());
        assertEquals(404, get("WEB-INF/web.xml").statusCode());
    }

    private String type(String path) throws IOException, InterruptedException {
        return get(path).headers().firstValue("Content-Type").orElse("");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
    }
}
