package io.kingtask.cli;

import io.kingtask.client.Word;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Reads the values of options; what cannot be read is wrong usage, and the message says what is allowed. */
record Values(Kingtask root) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    Duration seconds(String option, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw wrong(option, text, "seconds, such as 5 or 0.5");
        }
        return duration(text);
    }

    /** Epoch seconds, or ISO 8601; without a zone it is this machine's local time. */
    Instant moment(String option, String text) {
        if (NUMBER.matcher(text).matches()) {
            return Instant.EPOCH.plus(duration(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return localMoment(option, text);
        }
    }

    List<Duration> intervals(String option, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(interval -> {
                    if (!NUMBER.matcher(interval).matches()) {
                        throw wrong(option, text, "seconds with commas between them, such as 5,8,9");
                    }
                    return duration(interval);
                })
                .toList();
    }

    <E extends Enum<E> & Word> E word(String option, Class<E> type, String text) {
        return Word.find(type, text).orElseThrow(() -> wrong(option, text, Word.list(type)));
    }

    Map<String, String> variables(String option, List<String> texts) {
        var variables = new LinkedHashMap<String, String>();
        for (var text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw wrong(option, text, "NAME=VALUE");
            }
            variables.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return variables;
    }

    /** The text of a UTF-8 file, or of {@code stdin} for {@code -}. */
    String file(String option, String name, InputStream stdin) {
        try {
            var bytes = name.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Path.of(name));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(option, name, "a file of UTF-8 text; this one has other bytes");
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(option, name, "a file that can be read, or - (" + e + ")");
        }
    }

    private Instant localMoment(String option, String text) {
        try {
            return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw wrong(option, text, "ISO 8601, such as 2030-01-31T08:00:00Z, or epoch seconds");
        }
    }

    private static Duration duration(String seconds) {
        var nanos = new BigDecimal(seconds).multiply(NANOS).setScale(0, RoundingMode.UNNECESSARY);
        var parts = nanos.toBigIntegerExact().divideAndRemainder(NANOS.toBigIntegerExact());
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private ParameterException wrong(String option, String value, String allowed) {
        return root.usage(option + "=" + value + ": allowed is " + allowed + ".");
    }
}
