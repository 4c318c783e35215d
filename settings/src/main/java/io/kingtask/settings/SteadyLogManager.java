package io.kingtask.settings;

import java.util.logging.LogManager;

/**
 * Keeps the log open until the process ends: the JDK's own manager closes it when the JVM begins to stop, and a graceful stop would go
 * unlogged. The launchers name it in {@code java.util.logging.manager}.
 */
public final class SteadyLogManager extends LogManager {

    @Override
    public void reset() {
        // Called by the JDK's shutdown hook; Logging.configure takes the default handlers away itself.
    }
}
