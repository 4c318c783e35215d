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
import java.io.BufferedReader;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a batch; nothing of it goes to the store before all of it was read. */
@Singleton
public class BatchReader {

    static final int MOST_TASKS = 10_000;

    private final TaskReader reader;

    @Inject
    BatchReader(TaskReader reader) {
        this.reader = reader;
    }

    /** A JSON array. Where it is no JSON, the whole batch is refused. */
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
                addLine(lines, () -> element(parser, event), traceparent);
            }
            if (parser.hasNext()) {
                throw JsonBody.malformed("There is more after the end of the array.");
            }
        } catch (RuntimeException e) {
            throw JsonBody.refusal(e);
        }
        return lines;
    }

    /** One JSON object a line; empty lines do not count. A line that is no JSON is refused alone. */
    List<BatchLine> lines(InputStream body, @Nullable String traceparent) throws IOException {
        var lines = new ArrayList<BatchLine>();
        try (var text = new BufferedReader(JsonBody.reader(body))) {
            for (var line = nextLine(text); line.isPresent(); line = nextLine(text)) {
                var json = line.get();
                if (!json.isBlank()) {
                    addLine(lines, () -> object(json), traceparent);
                }
            }
        } catch (CharacterCodingException e) {
            throw JsonBody.malformed("It is not UTF-8.");
        }
        return lines;
    }

    private void addLine(List<BatchLine> lines, Supplier<JsonObject> json, @Nullable String traceparent) {
        if (lines.size() == MOST_TASKS) {
            throw new ProblemException(Problem.of(
                    ErrorCode.TOO_LARGE, "A batch has at most " + MOST_TASKS + " tasks; nothing was stored."));
        }
        try {
            lines.add(new BatchLine.Valid(reader.read(json.get(), Optional.empty(), traceparent)));
        } catch (ProblemException e) {
            lines.add(new BatchLine.Refused(e.problem()));
        }
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

    private static JsonObject object(String line) {
        if (line.length() > JsonBody.LARGEST_TASK) {
            throw JsonBody.tooLarge(JsonBody.LARGEST_TASK);
        }
        return JsonBody.object(line);
    }

    /** The next line, cut off where it is longer than any task may be. */
    private static Optional<String> nextLine(BufferedReader text) throws IOException {
        int c = text.read();
        if (c < 0) {
            return Optional.empty();
        }
        var line = new CharArrayWriter(256);
        for (; c >= 0 && c != '\n'; c = text.read()) {
            if (line.size() <= JsonBody.LARGEST_TASK) {
                line.write(c);
            }
        }
        return Optional.of(line.toString());
    }
}
