package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that comes up while clients ask it already. */
class BootIT {

    private static final List<String> PATHS = List.of("/tasks?limit=50", "/stats", "/queues", "/session");
    private static final int ANSWERS = 200;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final Semaphore answered = new Semaphore(0);

    @Test
    void itsVeryFirstAnswersAreRight() {
        ExecutorService clients = Executors.newFixedThreadPool(PATHS.size());
        try (Installation installation = Installation.in(folder)) {
            PATHS.forEach(path -> clients.execute(() -> ask(installation.url(path))));
            Program broker = installation.bootBroker("auth: off");
            Patience.until(
                    Duration.ofMinutes(3),
                    () -> ANSWERS + " answers, there are " + answered.availablePermits() + "\n" + broker.err(),
                    () -> answered.availablePermits() >= ANSWERS);
        } finally {
            clients.shutdownNow();
        }
        assertEquals(Set.of("200"), answers);
    }

    private void ask(String url) {
        while (!Thread.currentThread().isInterrupted() && answered.availablePermits() < ANSWERS) {
            try {
                var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
                answers.add(
                        answer.statusCode() == 200 ? "200" : url + ": " + answer.statusCode() + " " + answer.body());
                answered.release();
            } catch (IOException e) {
                // It does not listen yet.
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
