package io.kingtask.worker.cell;

import java.io.IOException;

/** This machine cannot confine programs as the configuration wants it; the message is a sentence that says why, and what to do. */
public final class CellException extends IOException {

    private static final long serialVersionUID = 1L;

    CellException(String message) {
        super(message);
    }
}
