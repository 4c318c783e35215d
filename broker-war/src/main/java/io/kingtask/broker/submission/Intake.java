package io.kingtask.broker.submission;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads the bodies of single tasks: only so many at a time, in number and in bytes, and each in a bounded time. So neither slow clients nor
 * large tasks take all of the server's threads or memory; those that find no room are told so at once.
 */
@Singleton
public class Intake {

    /** Well below the threads that a server has for requests: others stay free for those who only look. */
    private static final int MOST_BODIES = 100;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** A body that is read, decoded and parsed takes some times its size. */
    private static final int SHARE_OF_HEAP = 32;

    private final Semaphore bodies = new Semaphore(MOST_BODIES);
    private final Semaphore bytes;
    private final Duration longest;

    @Inject
    Intake() {
        this(Runtime.getRuntime().maxMemory(), LONGEST);
    }

    Intake(long heap, Duration longest) {
        this.bytes = new Semaphore((int) Math.min(64 << 20, Math.max(JsonBody.LARGEST_TASK, heap / SHARE_OF_HEAP)));
        this.longest = longest;
    }

    /** @param length what the request says; negative: it does not */
    JsonObject read(InputStream body, long length) throws IOException {
        int weight = length < 0 ? JsonBody.LARGEST_TASK : (int) Math.min(length, JsonBody.LARGEST_TASK);
        if (!bodies.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (!bytes.tryAcquire(weight)) {
                throw overloaded();
            }
            try {
                return JsonBody.object(new TimedStream(body, longest, "nothing was stored", System::nanoTime));
            } finally {
                bytes.release(weight);
            }
        } finally {
            bodies.release();
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(Problem.later(
                ErrorCode.OVERLOADED,
                "More submissions are being read than this broker has room for; nothing was stored.",
                Duration.ofSeconds(1)));
    }
}
