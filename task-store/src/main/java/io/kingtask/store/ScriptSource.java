package io.kingtask.store;

import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Assembles a script: first the tables it names ({@code key}, {@code field}, {@code moves}, {@code index_of}, …), rendered from {@link RedisKeys},
 * {@link TaskField}, {@link Transition} and {@link Times}; then the pieces it includes ({@code -- include: NAME}, also those that these include); then its own text.
 */
final class ScriptSource {

    private static final Pattern INCLUDE = Pattern.compile("(?m)^-- include: (\\w+)$");
    private static final Pattern KEY = Pattern.compile("\\bkey\\.([a-z_]+)");
    private static final Pattern MOVE = Pattern.compile("\\bmoves\\.([a-z_]+)");

    private static final Pattern FIELD = Pattern.compile("\\bfield\\.([a-z_]+)");
    private static final Pattern DEFAULT = Pattern.compile("\\bdefault\\.([a-z_]+)");

    private static final String TALLY = "tally";

    /** Moves that a script takes by a name it was given: those out of running that a worker reports. */
    private static final String CHOSEN_MOVE = "moves[outcome]";

    private ScriptSource() {}

    static String assemble(String name) {
        var own = read(name + ".lua");
        var included = new LinkedHashMap<String, String>();
        include(own, included);
        var pieces = String.join("\n", included.values());
        var body = pieces + "\n" + (included.containsKey(TALLY) ? tallied(own) : own);
        return "local prefix = KEYS[1]\n" + keys(body) + fields("field", FIELD, TaskField::lua, body)
                + fields("default", DEFAULT, TaskField::luaDefault, body) + moves(body) + states(body) + times(body)
                + body;
    }

    /** Adds what a text includes, each piece once and after what it includes itself. */
    private static void include(String text, Map<String, String> included) {
        INCLUDE.matcher(text).results().map(found -> found.group(1)).forEach(name -> {
            if (!included.containsKey(name)) {
                var piece = read("include/" + name + ".lua");
                include(piece, included);
                included.put(name, piece);
            }
        });
    }

    /** A script that counts: what it has counted is written when it ends, also when a command in its midst is refused. */
    private static String tallied(String own) {
        return "local function script()\n" + own + "end\nlocal done, answer = pcall(script)\nwrite_tallies()\n"
                + "if not done then\n  error(answer, 0)\nend\nreturn answer\n";
    }

    private static String keys(String body) {
        var names = names(KEY, body);
        var known = Arrays.stream(RedisKeys.values())
                .filter(key -> names.remove(key.luaName()))
                .map(RedisKeys::lua)
                .toList();
        refuseUnknown("key", names);
        return table("key", known);
    }

    private static String fields(String table, Pattern pattern, Function<TaskField, String> entry, String body) {
        var names = names(pattern, body);
        var known = Arrays.stream(TaskField.values())
                .filter(field -> names.remove(field.luaName()))
                .map(entry)
                .toList();
        refuseUnknown(table, names);
        return table(table, known);
    }

    private static String moves(String body) {
        var names = names(MOVE, body);
        if (body.contains(CHOSEN_MOVE)) {
            names.addAll(List.of(Transition.SUCCEED.word(), Transition.FAIL.word(), Transition.CANCEL_RUN.word()));
        }
        var known = Arrays.stream(Transition.values())
                .filter(move -> names.remove(move.word()))
                .map(ScriptSource::lua)
                .toList();
        refuseUnknown("moves", names);
        return table("moves", known);
    }

    private static String lua(Transition move) {
        return move.word() + " = { name = '" + move.word() + "', to = '"
                + move.to().word() + "', from = { " + flags(move.from()) + " } }";
    }

    private static String states(String body) {
        var text = new StringBuilder();
        if (body.contains("index_of")) {
            var entries = RedisKeys.indexes().entrySet().stream()
                    .map(entry -> entry.getKey().word() + " = " + entry.getValue())
                    .sorted()
                    .toList();
            text.append(table("index_of", entries));
        }
        if (body.contains("final_states")) {
            text.append(table("final_states", List.of(flags(states(true)))));
        }
        if (body.contains("waiting_states")) {
            text.append(table(
                    "waiting_states",
                    List.of(flags(List.of(TaskState.SCHEDULED, TaskState.PENDING, TaskState.RETRYING)))));
        }
        return text.toString();
    }

    private static String times(String body) {
        return body.contains("time_bounds")
                ? "local time_bounds = "
                        + Times.BOUNDS.toString().replace('[', '{').replace(']', '}') + "\n"
                : "";
    }

    private static List<TaskState> states(boolean isFinal) {
        return Arrays.stream(TaskState.values())
                .filter(state -> state.isFinal() == isFinal)
                .toList();
    }

    private static String flags(Collection<TaskState> states) {
        return states.stream()
                .map(Word::word)
                .sorted()
                .map(word -> word + " = true")
                .collect(Collectors.joining(", "));
    }

    private static String table(String name, List<String> entries) {
        return entries.isEmpty() ? "" : "local " + name + " = {\n  " + String.join(",\n  ", entries) + ",\n}\n";
    }

    private static Set<String> names(Pattern pattern, String body) {
        return pattern.matcher(body)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void refuseUnknown(String table, Set<String> names) {
        if (!names.isEmpty()) {
            throw new IllegalStateException("a script names what is not in " + table + ": " + names);
        }
    }

    private static String read(String file) {
        try (var stream = ScriptSource.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no script " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
