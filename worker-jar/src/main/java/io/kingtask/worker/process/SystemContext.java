package io.kingtask.worker.process;

/**
 * Work in which Java may start a process. The JDK awaits the end of processes on threads that live a minute longer, and they keep the
 * context class loader of the thread that started the process: here not that of an application in a server.
 */
public final class SystemContext {

    /** Something that answers. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private SystemContext() {}

    public static <T, E extends Exception> T run(Work<T, E> work) throws E {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
