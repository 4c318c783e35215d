package io.kingtask.broker.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The parameters of a query: a line each, {@code name=value}. */
public final class QueryTarget {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private QueryTarget() {}

    public static void fuzzerTestOneInput(byte[] query) {
        var parameters = new MultivaluedHashMap<String, String>();
        for (var line : new String(query, StandardCharsets.UTF_8).split("\n", -1)) {
            var parts = line.split("=", 2);
            parameters.add(parts[0], parts.length > 1 ? parts[1] : "");
        }
        try {
            var fields = new QueryFields(parameters);
            read(fields);
            fields.check();
            TaskPath.id(String.valueOf(parameters.getFirst("id")));
        } catch (ProblemException e) {
            assertTrue(e.problem().toJson().toString().length() > 0);
        }
    }

    private static void read(QueryFields fields) {
        int limit = fields.limit();
        assertTrue(limit >= 1 && limit <= QueryFields.MOST_ITEMS);
        assertTrue(fields.seconds("wait", MINUTE).compareTo(MINUTE) <= 0);
        var offset = fields.number("offset", 0, Long.MAX_VALUE);
        assertTrue(offset == null || offset >= 0);
        for (var name : new String[] {"since", "until"}) {
            var moment = fields.instant(name);
            assertTrue(moment == null || moment.toString().length() > 0);
        }
        var state = fields.word("state", TaskState.class);
        var cause = fields.word("cause", Cause.class);
        assertTrue(state == null || cause == null || !state.word().equals(cause.word()) || state.isFinal());
        var id = fields.text("id");
        assertTrue(id == null || TaskId.parse(id).isEmpty() || id.length() == 36);
    }
}
