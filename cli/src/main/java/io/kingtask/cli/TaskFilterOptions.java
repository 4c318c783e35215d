package io.kingtask.cli;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskJson;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that say which tasks are meant; each becomes a field of the REST interface. */
final class TaskFilterOptions {

    private final Kingtask root;
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    TaskFilterOptions(Kingtask root) {
        this.root = root;
        word("state", TaskState.class, "Tasks in that state");
        text("queue", "--queue", "QUEUE", "Tasks of that queue.");
        text("executable", "--executable", "NAME", "Tasks of that executable.");
        word("cause", Cause.class, "Tasks that ended badly for that cause");
        text("worker", "--worker", "NAME", "Tasks that this worker runs, or ran last.");
        text("q", "--containing", "TEXT", "Tasks with that text in argument, result or error.");
        text("since", "--since", "TIME", "Tasks submitted then or later: ISO 8601, or epoch seconds.");
        text("until", "--until", "TIME", "Tasks submitted before.");
    }

    void addTo(CommandSpec spec) {
        options.values().forEach(spec::addOption);
    }

    /** What was given, checked as far as it can be checked here. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        options.keySet().forEach(field -> given(field).ifPresent(value -> fields.put(field, value)));
        check(fields, "state", TaskState.class);
        check(fields, "cause", Cause.class);
        for (var time : List.of("since", "until")) {
            fields.computeIfPresent(time, (name, text) -> TaskJson.format(new Values(root).moment("--" + name, text)));
        }
        return fields;
    }

    private Optional<String> given(String field) {
        var option = options.get(field);
        return option == null ? Optional.empty() : Optional.ofNullable(option.getValue());
    }

    private <E extends Enum<E> & Word> void check(Map<String, String> fields, String field, Class<E> type) {
        if (fields.containsKey(field)) {
            new Values(root).word("--" + field, type, fields.get(field));
        }
    }

    private <E extends Enum<E> & Word> void word(String field, Class<E> type, String description) {
        var words = Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
        var label = field.toUpperCase(Locale.ROOT);
        var option = builder("--" + field, label, description + ": " + String.join(", ", words) + ".");
        options.put(field, option.completionCandidates(words).build());
    }

    private void text(String field, String name, String label, String description) {
        options.put(field, builder(name, label, description).build());
    }

    private static OptionSpec.Builder builder(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description);
    }
}
