package io.kingtask.store;

/** Where Redis is, as the configuration key {@code redis} says it. */
public record RedisAddress(String text) {

    /** @throws IllegalArgumentException with a sentence that says what is allowed */
    public static RedisAddress parse(String text) {
        return new RedisAddress(text);
    }
}
