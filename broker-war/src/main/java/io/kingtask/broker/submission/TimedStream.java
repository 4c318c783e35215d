package io.kingtask.broker.submission;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A body that must have arrived in a certain time: who sends it byte by byte must not hold one of the server's threads for as long. */
final class TimedStream extends FilterInputStream {

    private final LongSupplier nanoTime;
    private final Duration longest;
    private final String consequence;
    private final long begin;

    /** @param consequence what a client must know of a body that was too slow */
    TimedStream(InputStream body, Duration longest, String consequence, LongSupplier nanoTime) {
        super(body);
        this.consequence = consequence;
        this.nanoTime = nanoTime;
        this.longest = longest;
        this.begin = nanoTime.getAsLong();
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        check();
        return super.read(target, offset, length);
    }

    private void check() {
        if (nanoTime.getAsLong() - begin > longest.toNanos()) {
            throw new ProblemException(Problem.of(
                    ErrorCode.REQUEST_TIMEOUT,
                    "The body must arrive within " + longest.toSeconds() + " seconds; " + consequence + "."));
        }
    }
}
