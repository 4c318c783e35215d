package io.kingtask.broker.http;

import io.kingtask.client.TaskJson;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Writes answers, all of which are records, as JSON with one {@code Jsonb} for all. The servers' own writers look for theirs each time: RESTEasy makes one for each
 * request, and Payara's search fails when the first two requests after a start come together.
 */
@Provider
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public class JsonWriter implements MessageBodyWriter<Record> {

    private final Jsonb jsonb = TaskJson.create();

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Record.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Record answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(text(answer).getBytes(StandardCharsets.UTF_8));
    }

    public String text(Record answer) {
        return jsonb.toJson(answer);
    }
}
