package io.kingtask.worker.process;

/** The operating system refused to start the program; the message is a sentence for the task's error. */
public final class LaunchException extends Exception {

    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }
}
