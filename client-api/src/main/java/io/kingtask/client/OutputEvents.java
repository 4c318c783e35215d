package io.kingtask.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the events of an output, over one connection after the other. */
final class OutputEvents {

    private static final Pattern NUMBER = Pattern.compile(":\\s*([0-9]{1,18})\\b");
    private static final Pattern WORD = Pattern.compile(":\\s*\"(\\w+)\"");
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})(?:-[0-9]{1,6})?");

    private @Nullable String lastId;

    /** Where to go on when the connection breaks; null: at the beginning. */
    @Nullable String lastId() {
        return lastId;
    }

    /**
     * One event; null when the connection ended before it was complete.
     *
     * @throws BrokerException when it is no broker that speaks
     */
    @Nullable OutputEvent read(BufferedReader from) throws IOException {
        var name = "";
        var id = lastId;
        var data = new StringJoiner("\n");
        boolean any = false;
        for (var line = from.readLine(); line != null; line = from.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
                any = true;
            } else if (line.isEmpty() && any) {
                var event = event(name, String.valueOf(id), data.toString());
                lastId = id;
                return event;
            }
        }
        return null;
    }

    private static OutputEvent event(String name, String id, String data) {
        return switch (name) {
            case "gap" -> new OutputEvent.Gap(number(data));
            case "attempt" -> new OutputEvent.Attempt((int) Math.min(number(data), Integer.MAX_VALUE));
            case "end" -> {
                var word = WORD.matcher(data);
                yield new OutputEvent.End(
                        word.find() ? Word.find(TaskState.class, word.group(1)).orElse(null) : null);
            }
            default -> {
                var place = PLACE.matcher(id);
                if (!place.matches()) {
                    throw BrokerException.notUnderstood("What answers at that address sends no output.", null);
                }
                yield new OutputEvent.Text(data, Long.parseLong(place.group(1)));
            }
        };
    }

    private static long number(String json) {
        var number = NUMBER.matcher(json);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }
}
