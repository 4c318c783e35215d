package io.kingtask.client;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.util.Objects;

/** Reads what a broker answers. */
final class AnswerText {

    private AnswerText() {}

    /** @throws BrokerException when it is no broker's answer */
    static <T> T read(Jsonb json, String text, Class<T> type) {
        try {
            return Objects.requireNonNull(json.fromJson(text, type), "null");
        } catch (JsonbException | NullPointerException e) {
            throw BrokerException.notUnderstood("What answers at that address is no broker of this version.", e);
        }
    }
}
