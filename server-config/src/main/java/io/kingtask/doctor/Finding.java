package io.kingtask.doctor;

import io.kingtask.client.Word;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject one or two words: where to look
 * @param says what was seen
 * @param todo what to do about it; empty where nothing needs doing
 */
record Finding(Grade grade, String subject, String says, Optional<String> todo) {

    /** How much it matters. */
    enum Grade implements Word {
        OK,
        /** Could not be looked at, or is good to know. */
        NOTE,
        /** It runs, but not as well or as safely as it should. */
        WARNING,
        /** It does not run, or loses tasks, or lets strangers in. */
        PROBLEM
    }

    static Finding ok(String subject, String says) {
        return new Finding(Grade.OK, subject, says, Optional.empty());
    }

    static Finding note(String subject, String says) {
        return new Finding(Grade.NOTE, subject, says, Optional.empty());
    }

    static Finding warning(String subject, String says, String todo) {
        return new Finding(Grade.WARNING, subject, says, Optional.of(todo));
    }

    static Finding problem(String subject, String says, String todo) {
        return new Finding(Grade.PROBLEM, subject, says, Optional.of(todo));
    }
}
