package io.kingtask.broker.http;

import io.kingtask.client.TaskJson;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** Gives the container the one shared {@code Jsonb}; left alone, RESTEasy makes one for each request. */
@Provider
@Singleton
public class JsonbSource implements ContextResolver<Jsonb> {

    private final Jsonb jsonb = TaskJson.create();

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }
}
