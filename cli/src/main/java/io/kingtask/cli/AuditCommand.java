package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description =
                "Compares the ledger with the tasks: every accepted task, counted two ways. Exit status 1 when it does not balance.")
final class AuditCommand extends BrokerCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    AuditCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var text = broker.json("/audit", Map.of());
        var audit = Json.object(text);
        boolean balanced = audit.getBoolean("balanced", false);
        if (json) {
            terminal().line(text);
        } else {
            print(audit, balanced);
        }
        return balanced ? GOOD : REFUSED;
    }

    private void print(JsonObject audit, boolean balanced) {
        var states = object(audit, "states");
        var counted = object(audit, "counted");
        var table = new Table(List.of("state", "ledger", "counted"));
        states.forEach((state, number) -> table.add(List.of(state, Json.cell(number), Json.cell(counted.get(state)))));
        terminal().text(table.text(terminal().columns()));
        var doubts = audit.get("in_doubt") instanceof JsonArray ids ? ids : JsonArray.EMPTY_JSON_ARRAY;
        doubts.forEach(id -> terminal().line("in doubt: " + SafeText.line(Json.cell(id))));
        var accepted = SafeText.line(Json.cell(audit.get("accepted")));
        terminal()
                .line("Accepted " + accepted
                        + (balanced ? ": the ledger balances." : ": the ledger does NOT balance."));
    }

    private static JsonObject object(JsonObject audit, String field) {
        return audit.get(field) instanceof JsonObject inner ? inner : JsonObject.EMPTY_JSON_OBJECT;
    }
}
