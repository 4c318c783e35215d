package io.kingtask.store;

import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Assembles a script: the pieces it includes ({@code -- include: NAME}, also those that these include), then its own text. What they name of
 * {@link RedisKeys} ({@code key.task(id)}), {@link TaskField} ({@code field.state}, {@code default.queue}) and {@link Transition}
 * ({@code moves.claim}, {@code moves.claim.from[state]}) is written into the text as what it stands for; before it stand the few tables and
 * functions that need the state of a task to choose ({@code index_of}, {@code leads_to}, …). Redis runs a script from its first line each
 * time: tables and functions made there are a good part of what a short script costs.
 */
final class ScriptSource {

    private static final Pattern INCLUDE = Pattern.compile("(?m)^-- include: (\\w+)$");
    private static final Pattern KEY = Pattern.compile("\\bkey\\.([a-z_]+)(?:\\(([^()]*)\\))?");
    private static final Pattern FIELD = Pattern.compile("\\bfield\\.([a-z_]+)");
    private static final Pattern DEFAULT = Pattern.compile("\\bdefault\\.([a-z_]+)");
    private static final Pattern MOVE_FROM = Pattern.compile("\\bmoves\\.([a-z_]+)\\.from\\[(\\w+)]");
    private static final Pattern MOVE = Pattern.compile("\\bmoves\\.([a-z_]+)");

    private static final String GATHER = "gather";

    /** Moves that a script takes by a name it was given: those out of running that a worker reports. */
    private static final String CHOSEN_MOVE = "moves[outcome]";

    private ScriptSource() {}

    static String assemble(String name) {
        var own = read(name + ".lua");
        var included = new LinkedHashMap<String, String>();
        include(own, included);
        var body = String.join("\n", included.values()) + "\n" + (included.containsKey(GATHER) ? gathering(own) : own);
        return "local prefix = KEYS[1]\n" + choices(body) + written(body);
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

    /** A script that gathers writes: they are made when it ends, also when a command in its midst is refused. */
    private static String gathering(String own) {
        return "local function script()\n" + own + "end\nlocal done, answer = pcall(script)\nwrite_gathered()\n"
                + "if not done then\n  error(answer, 0)\nend\nreturn answer\n";
    }

    /** The text with what its names stand for. */
    private static String written(String body) {
        var text = replaced(KEY, body, found -> key(found.group(1)).lua(arguments(found)));
        text = replaced(FIELD, text, found -> quoted(field(found).stored()));
        text = replaced(DEFAULT, text, found -> quoted(field(found).luaDefault()));
        text = replaced(MOVE_FROM, text, found -> leadsOut(move(found), found.group(2)));
        return replaced(
                MOVE,
                text.replace(CHOSEN_MOVE, "outcome"),
                found -> quoted(move(found).word()));
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }

    private static List<String> arguments(MatchResult key) {
        return key.group(2) == null ? List.of() : Arrays.asList(key.group(2).split(",\\s*", -1));
    }

    private static RedisKeys key(String name) {
        return named(RedisKeys.values(), RedisKeys::luaName, name);
    }

    private static TaskField field(MatchResult found) {
        return named(TaskField.values(), TaskField::luaName, found.group(1));
    }

    private static Transition move(MatchResult found) {
        return named(Transition.values(), Transition::word, found.group(1));
    }

    private static <T> T named(T[] all, Function<T, String> nameOf, String name) {
        return Arrays.stream(all)
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a script names what there is not: " + name));
    }

    /** Whether a move leads out of the state that a variable holds. */
    private static String leadsOut(Transition move, String variable) {
        return words(move.from()).stream()
                .map(state -> variable + " == " + quoted(state))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String choices(String body) {
        var text = new StringBuilder();
        if (body.contains("leads_to[")) {
            text.append(table("leads_to", ends(body)));
        }
        if (body.contains("index_of(")) {
            text.append(table("index_stems", RedisKeys.indexes()))
                    .append("local function index_of(state)\n  local stem = index_stems[state]\n")
                    .append("  return stem and prefix .. stem\nend\n");
        }
        if (body.contains("final_states")) {
            text.append(table("final_states", flags(true)));
        }
        if (body.contains("waiting_states")) {
            text.append(table("waiting_states", flags(false, TaskState.RUNNING)));
        }
        if (body.contains("bound_of(")) {
            text.append(bounds());
        }
        return text.toString();
    }

    /** The states that the moves of a text lead to. */
    private static Map<String, String> ends(String body) {
        var ends = new TreeMap<String, String>();
        MOVE.matcher(MOVE_FROM.matcher(body).replaceAll("")).results().forEach(found -> {
            var move = move(found);
            ends.put(move.word(), quoted(move.to().word()));
        });
        if (body.contains(CHOSEN_MOVE)) {
            List.of(Transition.SUCCEED, Transition.FAIL, Transition.CANCEL_RUN)
                    .forEach(move -> ends.put(move.word(), quoted(move.to().word())));
        }
        return ends;
    }

    /** All final or all other states but some, each true. */
    private static Map<String, String> flags(boolean isFinal, TaskState... but) {
        return Arrays.stream(TaskState.values())
                .filter(state ->
                        state.isFinal() == isFinal && !Arrays.asList(but).contains(state))
                .collect(Collectors.toMap(TaskState::word, state -> "true", (one, other) -> one, TreeMap::new));
    }

    /** The first bound that a time is within. */
    private static String bounds() {
        return Times.BOUNDS.stream()
                .map(bound -> "  if ms <= " + bound + " then\n    return '" + bound + "'\n  end\n")
                .collect(Collectors.joining("", "local function bound_of(ms)\n", "  return 'inf'\nend\n"));
    }

    private static List<String> words(Collection<TaskState> states) {
        return states.stream().map(Word::word).sorted().toList();
    }

    private static String table(String name, Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(",\n  ", "local " + name + " = {\n  ", ",\n}\n"));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
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
