package io.kingtask.worker.process;

import com.sun.jna.Native;

/**
 * The thread by which JNA frees what nobody has closed. It waits half a minute for more when all is done; in a server that is time in which
 * an application that was taken away still has a thread, and its classes stay loaded.
 */
final class JnaCleaner {

    private static final String NAME = "com.sun.jna.internal.Cleaner";
    private static final long LONGEST_END_MILLIS = 1_000;

    private JnaCleaner() {}

    /** Ends it, if JNA is this application's alone. All that this worker had of JNA must be closed. */
    static void end() {
        var loader = Native.class.getClassLoader();
        if (loader != JnaCleaner.class.getClassLoader()) {
            return;
        }
        for (var thread : Thread.getAllStackTraces().keySet()) {
            var type = thread.getClass();
            if (type.getClassLoader() == loader && type.getName().startsWith(NAME)) {
                thread.interrupt();
                join(thread);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
