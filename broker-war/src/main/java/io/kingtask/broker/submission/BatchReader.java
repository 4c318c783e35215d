package io.kingtask.broker.submission;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a batch. */
@Singleton
public class BatchReader {

    static final int MOST_TASKS = 10_000;

    /** As much of a body of lines is read before the first of them counts; most batches are shorter. */
    private static final int AHEAD = 1 << 20;

    private final TaskReader reader;

    @Inject
    BatchReader(TaskReader reader) {
        this.reader = reader;
    }

    /** A JSON array, read whole. Where it is no JSON, the whole batch is refused. */
    List<BatchLine> array(InputStream body, @Nullable String traceparent) {
        var lines = new ArrayList<BatchLine>();
        try (var parser = JsonBody.parser(JsonBody.reader(body))) {
            if (!parser.hasNext() || parser.next() != Event.START_ARRAY) {
                throw new ProblemException(Problem.of(ErrorCode.INVALID_REQUEST, "A JSON array of tasks is expected."));
            }
            while (parser.hasNext()) {
                var event = parser.next();
                if (event == Event.END_ARRAY) {
                    break;
                }
                if (lines.size() == MOST_TASKS) {
                    throw new ProblemException(tooMany("nothing was stored"));
                }
                long begin = parser.getLocation().getStreamOffset();
                lines.add(line(
                        () -> element(parser, event),
                        () -> (int) (parser.getLocation().getStreamOffset() - begin),
                        traceparent));
            }
            if (parser.hasNext()) {
                throw JsonBody.malformed("There is more after the end of the array.");
            }
        } catch (RuntimeException e) {
            throw JsonBody.refusal(e);
        }
        return lines;
    }

    /**
     * One JSON object a line; empty lines do not count. A line that is no JSON is refused alone. A batch of too many lines is refused whole where that can be
     * seen before the first line counts; in a longer one those beyond the bound are refused.
     *
     * @param sink gets each line as soon as it is read
     */
    void lines(InputStream body, @Nullable String traceparent, Consumer<BatchLine> sink) throws IOException {
        var ahead = body.readNBytes(AHEAD);
        // A line that counts has a byte, and an end.
        boolean mayBeTooMany = ahead.length >= 2 * MOST_TASKS && ahead.length < AHEAD;
        if (mayBeTooMany && linesIn(ahead) > MOST_TASKS) {
            throw new ProblemException(tooMany("nothing was stored"));
        }
        var lines = new BatchLines(new SequenceInputStream(new ByteArrayInputStream(ahead), body));
        int read = 0;
        for (var line = lines.next(); line != null; line = lines.next()) {
            var json = line;
            if (isBlank(json)) {
                continue;
            }
            sink.accept(
                    read++ < MOST_TASKS
                            ? line(() -> JsonBody.object(json), () -> json.length, traceparent)
                            : new BatchLine.Refused(tooMany("this one was not stored")));
        }
    }

    private BatchLine line(Supplier<JsonObject> json, IntSupplier weight, @Nullable String traceparent) {
        try {
            var task = reader.read(json.get(), Optional.empty(), traceparent);
            return new BatchLine.Valid(task, weight.getAsInt());
        } catch (ProblemException e) {
            return new BatchLine.Refused(e.problem());
        }
    }

    private static Problem tooMany(String consequence) {
        return Problem.of(ErrorCode.TOO_LARGE, "A batch has at most " + MOST_TASKS + " tasks; " + consequence + ".");
    }

    private static int linesIn(byte[] body) throws IOException {
        int count = 0;
        var lines = new BatchLines(new ByteArrayInputStream(body));
        for (var line = lines.next(); line != null; line = lines.next()) {
            count += isBlank(line) ? 0 : 1;
        }
        return count;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static JsonObject element(JsonParser parser, Event event) {
        // Any kind of value is read whole, so that the parser stands behind it.
        return JsonBody.asObject(
                switch (event) {
                    case START_ARRAY -> parser.getArray();
                    case START_OBJECT -> parser.getObject();
                    default -> parser.getValue();
                });
    }
}
