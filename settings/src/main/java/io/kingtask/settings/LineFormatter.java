package io.kingtask.settings;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line a record, {@code 2026-11-22T12:00:00.000Z INFO  [main] Fetcher: message}, then the stack trace if there is one. Control
 * characters are escaped, so that a message cannot pretend to be another record.
 */
final class LineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ')
                .append(word(entry.getLevel()))
                .append(" [")
                .append(thread(entry))
                .append("] ");
        line.append(name(entry.getLoggerName()))
                .append(": ")
                .append(Quoted.plain(String.valueOf(formatMessage(entry))));
        line.append('\n');
        appendTrace(line, entry.getThrown(), "", Collections.newSetFromMap(new IdentityHashMap<>()));
        return line.toString();
    }

    private static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    /** A record knows only the number of its thread; nearly always it is formatted by the thread that wrote it. */
    private static String thread(LogRecord entry) {
        Thread current = Thread.currentThread();
        return current.getId() == entry.getLongThreadID()
                ? Quoted.plain(current.getName())
                : "thread-" + entry.getLongThreadID();
    }

    private static String name(@Nullable String logger) {
        return logger == null ? "-" : Quoted.plain(logger.substring(logger.lastIndexOf('.') + 1));
    }

    private static void appendTrace(
            StringBuilder out, @Nullable Throwable thrown, String relation, Set<Throwable> written) {
        if (thrown == null || !written.add(thrown)) {
            return;
        }
        out.append("  ")
                .append(relation)
                .append(Quoted.plain(thrown.toString()))
                .append('\n');
        for (StackTraceElement frame : thrown.getStackTrace()) {
            out.append("    at ").append(frame).append('\n');
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            appendTrace(out, suppressed, "suppressed: ", written);
        }
        appendTrace(out, thrown.getCause(), "caused by: ", written);
    }
}
