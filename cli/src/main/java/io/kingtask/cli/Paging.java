package io.kingtask.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which page of a long list to show. */
final class Paging {

    @Option(names = "--limit", paramLabel = "N", description = "Items a page.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a page ended.")
    private @Nullable String cursor;

    void addTo(Map<String, String> parameters) {
        if (limit != null) {
            parameters.put("limit", limit.toString());
        }
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
    }

    /** A search that takes long ends a page early, even without an item. */
    static boolean hasMore(JsonObject page) {
        return page.get("next_cursor") instanceof JsonString;
    }

    /** Says how to see more, when there is more. */
    static void printMore(JsonObject page, Terminal terminal) {
        if (page.get("next_cursor") instanceof JsonString next) {
            terminal.line("More: --cursor " + SafeText.line(next.getString()));
        }
    }
}
