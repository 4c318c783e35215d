package io.kingtask.broker.http;

import io.kingtask.client.Word;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query and notes all that is wrong. An empty parameter counts as absent. */
public final class QueryFields implements Fields {

    public static final int MOST_ITEMS = 1000;
    public static final int DEFAULT_ITEMS = 50;

    private final MultivaluedMap<String, String> parameters;
    private final FieldErrors errors = new FieldErrors();

    public QueryFields(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    @Override
    public @Nullable String text(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            reject(name, String.join(", ", values), "can be given only once");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    @Override
    public <E extends Enum<E> & Word> @Nullable E word(String name, Class<E> type) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var found = Word.find(type, text);
        if (found.isEmpty()) {
            reject(name, text, "must be one of: " + Word.list(type));
        }
        return found.orElse(null);
    }

    /** The parameter {@code limit} of a listing. */
    public int limit() {
        return number("limit", DEFAULT_ITEMS, 1, MOST_ITEMS);
    }

    /** A whole number. */
    public int number(String name, int otherwise, int least, int most) {
        var text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        reject(name, text, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** Seconds from 0 to {@code max}, fractions allowed; zero when absent. */
    public Duration seconds(String name, Duration max) {
        var text = text(name);
        if (text == null) {
            return Duration.ZERO;
        }
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            var millis = new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.CEILING);
            var seconds = Duration.ofMillis(millis.longValueExact());
            if (seconds.compareTo(max) <= 0) {
                return seconds;
            }
        }
        reject(name, text, "must be a number of seconds from 0 to " + max.toSeconds());
        return Duration.ZERO;
    }

    /** A whole number; null when absent. */
    public @Nullable Long number(String name, long min, long max) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        reject(name, text, "must be a whole number from " + min + " to " + max);
        return null;
    }

    /** Epoch seconds, fractions allowed, or RFC 3339; null when absent. */
    @Override
    public @Nullable Instant instant(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,11}(\\.[0-9]{1,9})?")) {
            return Instant.EPOCH.plus(Seconds.duration(new BigDecimal(text)));
        }
        try {
            // A plus that was not encoded has become a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            reject(name, text, "must be epoch seconds or RFC 3339, such as 2030-01-31T08:00:00Z");
            return null;
        }
    }

    /** The page that the parameter {@code cursor} names. The listing says by an {@link IllegalArgumentException} that it is none of its own. */
    public <T> T page(Function<@Nullable String, T> listing) {
        var cursor = text("cursor");
        check();
        try {
            return listing.apply(cursor);
        } catch (IllegalArgumentException e) {
            reject("cursor", cursor, "must be the next_cursor of the page before");
            check();
            throw e;
        }
    }

    public void reject(String name, @Nullable String value, String message) {
        errors.add(name, value, message);
    }

    /** Throws a {@link ProblemException} when anything is wrong; to be called when every parameter was asked for. */
    public void check() {
        errors.check();
    }
}
