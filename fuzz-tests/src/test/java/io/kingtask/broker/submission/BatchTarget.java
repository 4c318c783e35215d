package io.kingtask.broker.submission;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/** The body of a batch, as an array where it begins with a bracket, else line by line. */
public final class BatchTarget {

    private static final BatchReader READER = new BatchReader(new TaskReader(Duration.ofDays(1)));

    private BatchTarget() {}

    public static void fuzzerTestOneInput(byte[] body) throws IOException {
        var stream = new ByteArrayInputStream(body);
        boolean array = body.length > 0 && body[0] == '[';
        try {
            var lines = new ArrayList<BatchLine>();
            if (array) {
                lines.addAll(READER.array(stream, null));
            } else {
                READER.lines(stream, null, lines::add);
            }
            assertTrue(lines.stream().filter(BatchLine.Valid.class::isInstance).count() <= BatchReader.MOST_TASKS);
        } catch (ProblemException e) {
            assertTrue(e.problem().toJson().toString().length() > 0);
        }
    }
}
