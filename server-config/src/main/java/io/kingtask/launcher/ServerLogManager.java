package io.kingtask.launcher;

import java.io.InputStream;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.LogManager;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the log as the configuration set it up: the server would put its own in its place, and the JDK would close it when the JVM
 * begins to stop. {@code bin/broker} names it in {@code java.util.logging.manager}.
 */
public final class ServerLogManager extends LogManager {

    private static final String CONSOLE_FORMATTER = "java.util.logging.ConsoleHandler.formatter";

    @Override
    public void reset() {}

    @Override
    public void readConfiguration() {}

    @Override
    public void readConfiguration(InputStream ignored) {}

    @Override
    public void updateConfiguration(@Nullable Function<String, BiFunction<String, String, String>> ignored) {}

    @Override
    public void updateConfiguration(
            InputStream ignored, @Nullable Function<String, BiFunction<String, String, String>> alsoIgnored) {}

    /** The server makes its console handler's formatter even where there is no such handler, and must find a class to make. */
    @Override
    public @Nullable String getProperty(String name) {
        return name.equals(CONSOLE_FORMATTER) ? SimpleFormatter.class.getName() : super.getProperty(name);
    }
}
