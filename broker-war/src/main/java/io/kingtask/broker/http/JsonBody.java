package io.kingtask.broker.http;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reads JSON that nobody vouches for: bounded, strict about UTF-8, and nothing behind its end. */
public final class JsonBody {

    /** Bound on the JSON of one task. */
    public static final int LARGEST_TASK = 1 << 20;

    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private JsonBody() {}

    /** Reads one JSON object of at most {@link #LARGEST_TASK} bytes. */
    public static JsonObject object(InputStream body) throws IOException {
        return object(body.readNBytes(LARGEST_TASK + 1));
    }

    /** As {@link #object(InputStream)}. */
    public static JsonObject object(byte[] bytes) {
        if (bytes.length > LARGEST_TASK) {
            throw tooLarge(LARGEST_TASK);
        }
        try {
            return object(decoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw malformed("It is not UTF-8.");
        }
    }

    /** Reads one JSON object. */
    public static JsonObject object(String text) {
        try (var parser = parser(new StringReader(text))) {
            parser.next();
            var value = parser.getValue();
            if (parser.hasNext()) {
                throw malformed("There is more after its end.");
            }
            return asObject(value);
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    public static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new ProblemException(
                Problem.of(ErrorCode.INVALID_REQUEST, "A JSON object is expected, not " + kind(value) + "."));
    }

    public static JsonParser parser(Reader text) {
        return PARSERS.createParser(text);
    }

    /** A reader that fails on bytes that are not UTF-8, in place of replacing them. */
    public static Reader reader(InputStream body) {
        return new InputStreamReader(body, decoder());
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ErrorCode.MALFORMED_JSON, detail));
    }

    public static ProblemException tooLarge(long limit) {
        return new ProblemException(Problem.of(ErrorCode.TOO_LARGE, "At most " + limit + " bytes are taken."));
    }

    /** What to throw where reading failed: text that the parser does not take is the client's fault; all else stays what it is. */
    public static RuntimeException refusal(RuntimeException failure) {
        if (failure.getClass() == RuntimeException.class) {
            // The library has no exception of its own for this.
            return malformed("It is nested too deeply.");
        }
        boolean ofParser = failure instanceof JsonException
                || failure instanceof IllegalStateException
                || failure instanceof NoSuchElementException
                || failure instanceof NumberFormatException;
        return ofParser ? malformed(where(failure)) : failure;
    }

    /** Says where the text stops being JSON, without repeating any of it. */
    private static String where(RuntimeException failure) {
        if (failure instanceof JsonParsingException parsing
                && parsing.getLocation().getLineNumber() > 0) {
            var at = parsing.getLocation();
            return "It stops being JSON at line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ".";
        }
        return failure instanceof NumberFormatException
                ? "It has a number with too large an exponent."
                : "It is empty, cut off, or no JSON.";
    }

    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
