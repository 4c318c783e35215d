package io.kingtask.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Lets the broker's own records pass, and of the server's, who tells its life in hundreds of lines, those from a level up. */
record ServerWords(Level least) implements Filter {

    /** Describes each expired certificate of the server's trust store in a page of text. */
    private static final String CERTIFICATES = "javax.enterprise.system.security.ssl";

    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = entry.getLoggerName() == null ? "" : entry.getLoggerName();
        if (logger.startsWith("io.kingtask.") || logger.startsWith("kingtask.")) {
            return true;
        }
        Level bound = logger.equals(CERTIFICATES) ? Level.SEVERE : least;
        return entry.getLevel().intValue() >= bound.intValue();
    }
}
