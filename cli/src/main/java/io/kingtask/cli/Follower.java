package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerException;
import io.kingtask.client.OutputName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Prints what a task writes while it writes it, and goes on where it was when the connection breaks. */
final class Follower {

    /** The broker says something each 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    /** As long as a broker needs to start again, and some more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Output output;
    private final OutputName name;
    private final PrintStream stream;
    private String position = "";
    private boolean ended;

    Follower(Output output, OutputName name, PrintStream stream) {
        this.output = output;
        this.name = name;
        this.stream = stream;
    }

    /** Returns when the task is final and all was printed. */
    void follow() {
        long heard = System.nanoTime();
        while (true) {
            try {
                read();
                heard = System.nanoTime();
            } catch (BrokerException e) {
                boolean patient = System.nanoTime() - heard < PATIENCE.toNanos();
                if (Output.isRefusal(e) || !patient) {
                    throw e;
                }
            } catch (IOException e) {
                heard = System.nanoTime();
            }
            if (ended) {
                return;
            }
            pause();
        }
    }

    /** One connection, until it ends. */
    private void read() throws IOException {
        var headers = new LinkedHashMap<>(Map.of("Accept", "text/event-stream"));
        if (!position.isEmpty()) {
            headers.put("Last-Event-ID", position);
        }
        BrokerApi broker = output.broker();
        try (var answer = broker.open(output.path(), Map.of("stream", name.word()), headers, SILENCE);
                var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var event = new ServerEvent();
            for (var line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
                if (event.isCompletedBy(line)) {
                    take(event);
                    event = new ServerEvent();
                }
            }
        }
    }

    private void take(ServerEvent event) {
        var data = event.data();
        switch (event.name()) {
            case "message" -> {
                var bytes = data.getBytes(StandardCharsets.UTF_8);
                if (stream == output.terminal().err()) {
                    output.terminal().errorData(bytes);
                } else {
                    output.terminal().data(bytes);
                }
            }
            case "gap" ->
                output.terminal().error(Json.cell(Json.object(data).get("dropped")) + " bytes were left out here.");
            case "attempt" ->
                output.terminal().error("Attempt " + Json.cell(Json.object(data).get("attempt")) + " begins.");
            case "end" -> ended = true;
            default -> {
                // What later brokers say besides.
            }
        }
        position = event.id().isEmpty() ? position : event.id();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while following", e);
        }
    }
}
