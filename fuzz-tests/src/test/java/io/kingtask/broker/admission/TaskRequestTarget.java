package io.kingtask.broker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.Name;
import io.kingtask.broker.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The body of a submission. It is a task, or refused. */
public final class TaskRequestTarget {

    private static final TaskReader READER = new TaskReader(Duration.ofDays(1));
    private static final Optional<IdempotencyKey> KEY = IdempotencyKey.of("fuzz", "key");

    private TaskRequestTarget() {}

    public static void fuzzerTestOneInput(byte[] body) throws IOException {
        try {
            var json = JsonBody.object(new ByteArrayInputStream(body));
            var task = READER.read(json, json.containsKey("id") ? Optional.empty() : KEY, null);
            assertTrue(Name.isValid(task.executable()), task.executable());
            assertTrue(task.args().stream().noneMatch(arg -> arg.indexOf('\0') >= 0));
            assertEquals(task, READER.read(json, json.containsKey("id") ? Optional.empty() : KEY, null));
        } catch (ProblemException e) {
            // Answered: it must be possible to write the answer.
            assertTrue(e.problem().toJson().toString().length() > 0);
        }
    }
}
