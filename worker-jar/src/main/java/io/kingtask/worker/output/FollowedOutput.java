package io.kingtask.worker.output;

import io.kingtask.store.OutputPiece;
import java.util.Optional;

/** How far an output was told to those who follow it. All of them share this. */
final class FollowedOutput {

    /** With ten pieces a second this bounds what one followed output can cost. */
    private static final int PIECE = 128 * 1024;

    private long told;
    private boolean silent = true;
    private long until;

    /**
     * Somebody follows, until a moment.
     *
     * @param from where he missed something; negative: nowhere
     */
    synchronized void follow(long from, long newUntil) {
        until = newUntil;
        if (from >= 0 && from < told) {
            told = from;
            silent = true;
        }
    }

    synchronized boolean isOver(long now) {
        return now - until > 0;
    }

    /** What is to be told now. The first piece may have no bytes: it says that there are none yet. */
    synchronized Optional<OutputPiece> next(BoundedOutput output) {
        var piece = output.piece(told, PIECE);
        if (!silent && piece.bytes().length == 0) {
            return Optional.empty();
        }
        told = piece.end();
        silent = false;
        return Optional.of(piece);
    }
}
