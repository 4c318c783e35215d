package io.kingtask.store;

/** Redis cannot be reached, or refuses writes. What was under way may or may not have happened. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
