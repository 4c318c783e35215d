package io.kingtask.client;

import jakarta.json.JsonException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.io.StringReader;
import java.util.Objects;

/** Reads what a broker answers. */
final class AnswerText {

    private AnswerText() {}

    /** @throws BrokerException when it is no broker's answer */
    static <T> T read(Jsonb json, String text, Class<T> type) {
        try (var reader = ProblemText.READERS.createReader(new StringReader(text))) {
            // Bound to a type, text that is cut off in a list could be read for ever.
            reader.readValue();
            return Objects.requireNonNull(json.fromJson(text, type), "null");
        } catch (JsonException | JsonbException | NullPointerException | NumberFormatException e) {
            throw BrokerException.notUnderstood("What answers at that address is no broker of this version.", e);
        }
    }
}
