package io.kingtask.settings;

/** A value that is not what its key allows; the message ends the sentence that the value begins. */
final class WrongValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongValueException(String message) {
        super(message, null, false, false);
    }
}
