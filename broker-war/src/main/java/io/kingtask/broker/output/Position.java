package io.kingtask.broker.output;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a task's output.
 *
 * @param offset bytes before it
 * @param attempt the attempt that wrote them; 0: the latest, whichever it is
 */
record Position(long offset, int attempt) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,6}))?");

    /** The place that an event's id names; the beginning of whatever there is when it names none. */
    static @Nullable Position parse(@Nullable String id) {
        var matcher = FORM.matcher(id == null ? "" : id);
        if (!matcher.matches()) {
            return null;
        }
        var attempt = matcher.group(2);
        return new Position(Long.parseLong(matcher.group(1)), attempt == null ? 1 : Integer.parseInt(attempt));
    }

    static Position ofLatest(long offset) {
        return new Position(offset, 0);
    }

    /** The byte offset alone in the first attempt; else {@code OFFSET-ATTEMPT}. */
    String id() {
        return attempt <= 1 ? Long.toString(offset) : offset + "-" + attempt;
    }

    Position at(long newOffset) {
        return new Position(newOffset, attempt);
    }
}
