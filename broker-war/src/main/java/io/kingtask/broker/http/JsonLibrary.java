package io.kingtask.broker.http;

import jakarta.json.spi.JsonProvider;

/** The server's JSON library, looked for once. The methods of {@code Json} search the whole class path at each call, which costs more than most tasks. */
public final class JsonLibrary {

    public static final JsonProvider JSON = JsonProvider.provider();

    private JsonLibrary() {}
}
