package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerException;
import jakarta.json.JsonArray;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A command that shows one page of the broker as it is: a list as a table, anything else field by field. */
@Command
final class PageCommand extends BrokerCommand {

    private final String name;
    private final String description;

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    PageCommand(Kingtask root, Terminal terminal, String name, String description) {
        super(root, terminal);
        this.name = name;
        this.description = description;
    }

    String name() {
        return name;
    }

    CommandSpec spec() {
        var spec = CommandSpec.forAnnotatedObject(this).name(name);
        spec.usageMessage().description(description);
        return spec;
    }

    @Override
    int run(BrokerClient broker) {
        try {
            var text = broker.json("/" + name, Map.of());
            terminal().text(json ? text + "\n" : readable(text));
            return GOOD;
        } catch (BrokerException e) {
            if (e.status() != Complaints.NOT_FOUND) {
                throw e;
            }
            terminal().error("This broker does not offer " + name + ".");
            return REFUSED;
        }
    }

    private String readable(String text) {
        var page = Json.object(text);
        if (page.get("items") instanceof JsonArray items) {
            return items.isEmpty()
                    ? "No " + name + ".\n"
                    : Json.table(items, terminal().columns());
        }
        return Json.fields(page, terminal().columns());
    }
}
