package io.kingtask.settings;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Nothing but the messages, for records that say all themselves; control characters are escaped. */
final class BareLines extends Formatter {

    @Override
    public String format(LogRecord entry) {
        return Quoted.plain(String.valueOf(entry.getMessage())) + "\n";
    }
}
