package io.kingtask.broker.http;

import io.kingtask.client.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What query and body have in common: named values; null when absent, and when wrong, which is noted. */
public interface Fields {

    @Nullable String text(String name);

    <E extends Enum<E> & Word> @Nullable E word(String name, Class<E> type);

    @Nullable Instant instant(String name);
}
