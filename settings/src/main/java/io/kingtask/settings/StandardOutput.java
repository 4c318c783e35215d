package io.kingtask.settings;

import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/** Log records on standard output, each written out at once. */
final class StandardOutput extends StreamHandler {

    StandardOutput() {
        super(System.out, new LineFormatter());
        setLevel(Level.ALL);
        try {
            setEncoding(StandardCharsets.UTF_8.name());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stays ours: a server in this process puts its own into every handler it finds. */
    @Override
    public synchronized void setFormatter(Formatter ignored) {
        super.setFormatter(new LineFormatter());
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        super.publish(entry);
        flush();
    }

    /** Standard output stays open: it is not ours. */
    @Override
    public synchronized void close() {
        flush();
    }
}
