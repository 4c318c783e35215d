package io.kingtask.broker.submission;

import io.kingtask.broker.http.JsonBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a body into lines as it arrives; a line that is longer than any task may be is cut off behind that. */
final class BatchLines {

    private static final int LONGEST = JsonBody.LARGEST_TASK + 1;

    private final InputStream body;
    private final byte[] buffer = new byte[1 << 14];
    private int next;
    private int end;

    BatchLines(InputStream body) {
        this.body = body;
    }

    /** The bytes of the next line without its end; null behind the last one. */
    byte @Nullable [] next() throws IOException {
        if (next == end && !fill()) {
            return null;
        }
        var line = new ByteArrayOutputStream(256);
        do {
            int begin = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, begin, Math.min(next - begin, LONGEST - line.size()));
        } while (next == end && fill());
        next = Math.min(next + 1, end);
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, body.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
