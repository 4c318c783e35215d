package io.kingtask.broker.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document is valid, and says of the resources what they are, no more and no less. */
class ApiDescriptionTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final JsonNode document = parsed();

    private static JsonNode parsed() {
        try {
            return new ObjectMapper().readTree(new ApiDescription().json());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void documentIsOpenApi() throws IOException {
        try (var schema = Objects.requireNonNull(getClass().getResourceAsStream("/openapi-3.1/schema.json"))) {
            assertEquals(Set.of(), SCHEMAS.getSchema(schema).validate(document));
        }
    }

    @Test
    void itsSchemasAreSchemas() {
        var meta = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> assertEquals(Set.of(), meta.validate(schema.getValue()), schema.getKey()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var lost = document.findValuesAsText("$ref").stream()
                .filter(ref -> document.at(ref.substring(1)).isMissingNode())
                .collect(Collectors.toSet());
        assertEquals(Set.of(), lost);
    }

    @Test
    void operationsAreThoseOfTheResourcesWithTheirRoles() {
        var described = new TreeMap<String, String>();
        operations()
                .forEach((name, operation) ->
                        described.put(name, operation.path("x-kingtask-role").asText()));
        assertEquals(Resources.roles(), described);
    }

    @Test
    void queryParametersAreThoseThatTheResourcesRead() {
        var described = new TreeMap<String, Set<String>>();
        operations().forEach((name, operation) -> described
                .computeIfAbsent(Resources.feature(name), feature -> new TreeSet<>())
                .addAll(parameters(operation, "query")));
        described.values().removeIf(Set::isEmpty);
        assertEquals(Resources.queryParameters(), described);
    }

    @Test
    void everyPlaceOfAPathIsAParameter() {
        document.path("paths").properties().forEach(path -> {
            var places = PLACE.matcher(path.getKey())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertEquals(places, parameters(path.getValue(), "path"), path.getKey());
        });
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndTheOpenOnesSaySo() {
        var names = new HashSet<String>();
        operations().forEach((name, operation) -> {
            assertTrue(names.add(operation.path("operationId").asText()), name);
            boolean open = operation.path("x-kingtask-role").asText().equals("none");
            assertEquals(open, operation.path("security").isArray(), name);
        });
    }

    private Map<String, JsonNode> operations() {
        var all = new TreeMap<String, JsonNode>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> !entry.getKey().equals("parameters"))
                .forEach(entry -> all.put(
                        entry.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), entry.getValue())));
        return all;
    }

    private Set<String> parameters(JsonNode holder, String in) {
        return StreamSupport.stream(holder.path("parameters").spliterator(), false)
                .map(one ->
                        one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one)
                .filter(one -> one.path("in").asText().equals(in))
                .map(one -> one.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
