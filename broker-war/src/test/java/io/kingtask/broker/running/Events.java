package io.kingtask.broker.running;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client that follows an output: each event as one text, its lines joined by {@code |}. */
final class Events implements AutoCloseable {

    static final String CLOSED = "closed";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final HttpResponse<Stream<String>> answer;

    private Events(HttpResponse<Stream<String>> answer) {
        this.answer = answer;
        var unused = CompletableFuture.runAsync(this::read, command -> new Thread(command).start());
    }

    static Events of(Rest rest, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(rest.root().resolve(path))
                .header("Authorization", "Bearer " + rest.token())
                .header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Events(rest.http().send(request.build(), BodyHandlers.ofLines()));
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void read() {
        var event = new StringBuilder();
        try (var lines = answer.body()) {
            lines.forEach(line -> {
                if (line.isEmpty() && event.length() > 0) {
                    events.add(event.substring(1));
                    event.setLength(0);
                } else if (!line.isEmpty() && !line.startsWith(":") && !line.startsWith("retry:")) {
                    event.append('|').append(line);
                }
            });
        } catch (RuntimeException e) {
            events.add("broken: " + e);
        }
        events.add(CLOSED);
    }

    /** The next one; fails when none comes in a while. */
    String next() throws InterruptedException {
        var event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("No event came.");
        }
        return event;
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
