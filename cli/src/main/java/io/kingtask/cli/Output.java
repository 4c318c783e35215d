package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerException;
import io.kingtask.client.OutputName;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** What a task wrote, as it is now. */
record Output(BrokerApi broker, String id, Terminal terminal) {

    private static final Duration SILENCE = Duration.ofSeconds(70);

    /**
     * Prints all there is, and says on standard error how much of the middle was dropped.
     *
     * @param stream of the terminal
     * @return the last byte; -1 when there was none
     */
    int print(OutputName name, PrintStream stream) {
        var headers = Map.of("Accept", "text/plain, application/octet-stream, */*;q=0.5");
        try (var answer = broker.open(path(), Map.of("stream", name.word()), headers, SILENCE)) {
            int last = terminal.copy(answer.body(), stream);
            answer.header("Kingtask-Dropped-Bytes")
                    .filter(dropped -> dropped.matches("[1-9][0-9]*"))
                    .ifPresent(dropped -> terminal.error(
                            "The worker dropped " + dropped + " bytes from the middle of " + name.word() + "."));
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException("The output of " + id + " broke off: " + e.getMessage(), e);
        }
    }

    String path() {
        return "/tasks/" + id + "/output";
    }

    /** Whether the broker, and not the way to it, said no. */
    static boolean isRefusal(BrokerException e) {
        return e.status() != 0 && e.status() < 500;
    }
}
