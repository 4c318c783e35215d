package io.kingtask.cli;

/** One event of a stream of server-sent events, put together from its lines. */
final class ServerEvent {

    private String name = "";
    private String id = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /** Takes the next line; an empty one completes the event, if there is anything of it. */
    boolean isCompletedBy(String line) {
        if (line.isEmpty()) {
            return hasData;
        }
        int colon = line.indexOf(':');
        var field = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return false;
    }

    /** {@code message} when none was given. */
    String name() {
        return name.isEmpty() ? "message" : name;
    }

    String id() {
        return id;
    }

    /** The lines of data with line feeds between them. */
    String data() {
        return data.toString();
    }

    private void take(String field, String value) {
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = value;
            case "data" -> {
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            }
            default -> {
                // Comments, which keep the connection alive, and what nobody needs here.
            }
        }
    }
}
