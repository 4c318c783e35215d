package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A way to make a call, once. */
interface Transport extends AutoCloseable {

    /**
     * @param authorization the value of the header; null for none
     * @throws IOException if there is no answer; a {@link java.net.ConnectException} among its causes says that nothing was sent
     */
    Answer send(Exchange exchange, URI uri, @Nullable String authorization) throws IOException;

    @Override
    default void close() {}
}
