package io.kingtask.launcher;

/** The server or its application did not start; the message is for the user. */
final class ServerFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ServerFailedException(String message) {
        super(message);
    }

    ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
