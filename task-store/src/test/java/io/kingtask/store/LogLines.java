package io.kingtask.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs while a test looks. */
final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogLines(Class<?> type) {
        logger = Logger.getLogger(type.getName());
        logger.addHandler(this);
    }

    List<String> warnings() {
        return lines.stream()
                .filter(line -> line.startsWith(Level.WARNING.getName()))
                .toList();
    }

    List<String> infos() {
        return lines.stream()
                .filter(line -> line.startsWith(Level.INFO.getName()))
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel().getName() + " " + new SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
