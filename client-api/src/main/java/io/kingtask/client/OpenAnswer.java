package io.kingtask.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Optional;

/** A good answer whose body is still arriving. Close it to hang up. */
public final class OpenAnswer implements AutoCloseable {

    private final HttpURLConnection connection;
    private final InputStream body;

    OpenAnswer(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.body = UrlTransport.body(connection);
    }

    /** The body, as fast as it is read; a read ends with an {@link IOException} when nothing came for too long. */
    public InputStream body() {
        return body;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
