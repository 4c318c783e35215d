package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What answers in place of a broker. It is understood, or a {@link BrokerException}. */
public final class AnswerTarget {

    private static final Jsonb JSON = TaskJson.create();
    private static final List<Class<?>> TYPES = List.of(TaskView.class, TaskList.class, Timers.class, Reply.class);

    private AnswerTarget() {}

    public static void fuzzerTestOneInput(byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        ProblemText.read(text)
                .ifPresent(problem -> assertTrue(problem.toString().length() > 0));
        for (var type : TYPES) {
            try {
                assertTrue(AnswerText.read(JSON, text, type).toString().length() > 0);
            } catch (BrokerException e) {
                assertTrue(e.code().equals(BrokerException.NOT_UNDERSTOOD));
            }
        }
    }
}
