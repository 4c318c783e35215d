package io.kingtask.broker.submission;

import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches from their bodies to Redis, whichever way the requests came. Only so many are under way, in number and in bytes. The answer is given when all was
 * read and stored: many clients read nothing before they have sent everything.
 */
@Singleton
public class BatchIntake {

    static final String NDJSON = "application/x-ndjson";

    private static final long LARGEST_BODY = 64L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** With the {@linkplain Intake single ones} still below the threads that a server has for requests. */
    private static final int MOST_AT_A_TIME = 64;

    private static final int MOST_BYTES_AT_A_TIME = (int)
            Math.max(LARGEST_BODY, Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));

    private final BatchReader reader;
    private final Committers committers;
    private final Semaphore batches = new Semaphore(MOST_AT_A_TIME);
    private final Semaphore bytes = new Semaphore(MOST_BYTES_AT_A_TIME);

    @Inject
    BatchIntake(BatchReader reader, Committers committers) {
        this.reader = reader;
        this.committers = committers;
    }

    /**
     * What a request says.
     *
     * @param length negative: it does not say how long the body is
     */
    record Wish(
            InputStream body,
            long length,
            @Nullable String traceparent,
            @Nullable String idempotencyKey) {

        void check() {
            if (idempotencyKey != null) {
                throw new ProblemException(Problem.invalid(List.of(new FieldError(
                        "Idempotency-Key", idempotencyKey, "is for single tasks; in a batch give each task an id"))));
            }
        }

        InputStream bounded(String consequence) {
            return new BoundedStream(new TimedStream(body, LONGEST, consequence, System::nanoTime), LARGEST_BODY);
        }
    }

    /** @return a JSON array */
    String array(Wish wish) throws IOException {
        wish.check();
        var answer = new StringJoiner(",\n", "[", "]\n");
        long weight = wish.length < 0 ? LARGEST_BODY : wish.length;
        run(weight, answer::add, store -> {
            var lines = reader.array(wish.bounded("nothing was stored"), wish.traceparent);
            lines.forEach(store::add);
        });
        return answer.toString();
    }

    /** Stores while it reads. */
    String lines(Wish wish) throws IOException {
        wish.check();
        var answer = new StringBuilder();
        long weight = wish.length < 0 ? BatchStore.MOST_BYTES : Math.min(wish.length, BatchStore.MOST_BYTES);
        run(weight, line -> answer.append(line).append('\n'), store -> {
            var body = wish.bounded("lines before its end may be stored");
            reader.lines(body, wish.traceparent, store::add);
        });
        return answer.toString();
    }

    private interface Reading {
        void into(BatchStore store) throws IOException;
    }

    private void run(long weight, Consumer<String> answer, Reading reading) throws IOException {
        int share = (int) Math.min(weight, MOST_BYTES_AT_A_TIME);
        if (!batches.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (!bytes.tryAcquire(share)) {
                throw overloaded();
            }
            try {
                var store = new BatchStore(committers, line -> answer.accept(line.json()));
                reading.into(store);
                store.finish();
            } finally {
                bytes.release(share);
            }
        } finally {
            batches.release();
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                Problem.later(ErrorCode.OVERLOADED, "Too many batches are under way.", Duration.ofSeconds(1)));
    }
}
