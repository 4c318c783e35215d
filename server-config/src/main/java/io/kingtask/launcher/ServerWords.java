package io.kingtask.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Lets the broker's own records pass, and of the server's, who tells its life in hundreds of lines, those from a level up. */
record ServerWords(Level least) implements Filter {

    /** Describes each expired certificate of the server's trust store in a page of text. */
    private static final String CERTIFICATES = "javax.enterprise.system.security.ssl";

    /** Says at the end of each request that was answered by another thread that this is not in order; nothing comes of it. */
    private static final String OTHER_THREADS = "org.jboss.weld.Servlet";

    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = entry.getLoggerName() == null ? "" : entry.getLoggerName();
        if (logger.startsWith("io.kingtask.") || logger.startsWith("kingtask.")) {
            return true;
        }
        boolean talkative = logger.equals(CERTIFICATES) || logger.equals(OTHER_THREADS);
        Level bound = talkative ? Level.SEVERE : least;
        return entry.getLevel().intValue() >= bound.intValue();
    }
}
