package io.kingtask.broker.submission;

import io.kingtask.broker.http.JsonBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a request whose body is longer than the bound, while it is being read. */
final class BoundedStream extends FilterInputStream {

    private final long bound;
    private long read;

    BoundedStream(InputStream body, long bound) {
        super(body);
        this.bound = bound;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int n) {
        read += n;
        if (read > bound) {
            throw JsonBody.tooLarge(bound);
        }
    }
}
