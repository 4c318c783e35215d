package io.kingtask.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum constant that is written in lower case outside of Java: in JSON, in Redis, in configuration files. */
public interface Word {

    String name();

    /** The constant as it is written outside of Java, such as {@code worker_lost}. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant that is written as {@code word}, exactly; empty when there is none. */
    static <E extends Enum<E> & Word> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }

    /** All words of an enum, for messages: {@code scheduled, pending, …}. */
    static <E extends Enum<E> & Word> String list(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
    }
}
