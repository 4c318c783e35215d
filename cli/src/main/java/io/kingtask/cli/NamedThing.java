package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What queues, workers and schedules have in common on the command line: {@code queues} lists them, {@code queues NAME} shows
 * one, {@code queues pause NAME} does something to one.
 *
 * @param plural the command, and the path
 * @param columns of the list
 */
record NamedThing(Kingtask root, Terminal terminal, String plural, Columns columns) {

    /** The command that lists them, with {@code list} and {@code show}, which say the same at more length. */
    CommandLine line(String description, String... examples) {
        return described(new Listing(this), plural, description, examples)
                .addSubcommand(described(new Listing(this), "list", "Lists them."))
                .addSubcommand(described(new Listing(this), "show", "Shows one."));
    }

    /** A command that makes one call and prints what {@code said} makes of the name and the answer. */
    CommandLine act(
            String name,
            String method,
            String suffix,
            String description,
            BiFunction<String, JsonObject, String> said) {
        return described(new Act(this, method, suffix, said), name, description);
    }

    String path(String name) {
        return "/" + plural + "/" + BrokerApi.encoded(name);
    }

    static CommandLine described(BrokerCommand command, String name, String description, String... examples) {
        var spec = CommandSpec.forAnnotatedObject(command).name(name);
        command.addOptions(spec);
        spec.usageMessage().description(description);
        if (examples.length > 0) {
            spec.usageMessage().footerHeading("%nExamples:%n").footer(examples);
        }
        return new CommandLine(spec);
    }

    @Command
    private static final class Listing extends ReadingCommand {

        private final NamedThing thing;

        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Show this one.")
        private @Nullable String name;

        Listing(NamedThing thing) {
            super(thing.root, thing.terminal);
            this.thing = thing;
        }

        @Override
        String path() {
            return name == null ? "/" + thing.plural : thing.path(name);
        }

        @Override
        void print(JsonObject answer) {
            if (name == null) {
                printItems(answer, thing.columns, "No " + thing.plural + ".");
            } else {
                terminal().text(Json.fields(answer, terminal().columns()));
            }
        }
    }

    @Command
    private static final class Act extends BrokerCommand {

        private final NamedThing thing;
        private final String method;
        private final String suffix;
        private final BiFunction<String, JsonObject, String> said;

        @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
        private String name = "";

        @Option(names = "--json", description = "Print the broker's JSON.")
        private boolean json;

        Act(NamedThing thing, String method, String suffix, BiFunction<String, JsonObject, String> said) {
            super(thing.root, thing.terminal);
            this.thing = thing;
            this.method = method;
            this.suffix = suffix;
            this.said = said;
        }

        @Override
        int run(BrokerApi broker) {
            var text = broker.change(method, thing.path(name) + suffix, Map.of(), null);
            if (!json) {
                var answer = text.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : Json.object(text);
                terminal().line(SafeText.line(said.apply(name, answer)));
            } else if (!text.isBlank()) {
                terminal().json(text);
            }
            return GOOD;
        }
    }
}
