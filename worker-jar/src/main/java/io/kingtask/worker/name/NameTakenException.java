package io.kingtask.worker.name;

import java.io.IOException;

/** The configured name is that of a worker that lives. */
public final class NameTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    NameTakenException(String message) {
        super(message);
    }
}
