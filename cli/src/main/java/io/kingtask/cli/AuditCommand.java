package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "audit",
        description =
                "Compares the ledger with the tasks: every accepted task, counted two ways. Exit status 1 when it does not balance.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask audit", "  kingtask audit --json"})
final class AuditCommand extends ReadingCommand {

    AuditCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return "/audit";
    }

    @Override
    int verdict(JsonObject audit) {
        return isBalanced(audit) ? GOOD : REFUSED;
    }

    @Override
    void print(JsonObject audit) {
        var states = Json.object(audit, "states");
        var counted = Json.object(audit, "counted");
        var table = new Table(List.of("state", "ledger", "counted"));
        states.forEach((state, number) -> table.add(List.of(state, Json.cell(number), Json.cell(counted.get(state)))));
        terminal().text(table.text(terminal().columns()));
        var doubts = audit.get("in_doubt") instanceof JsonArray ids ? ids : JsonArray.EMPTY_JSON_ARRAY;
        doubts.forEach(id -> terminal().line("in doubt: " + SafeText.line(Json.cell(id))));
        var accepted = SafeText.line(Json.cell(audit.get("accepted")));
        terminal()
                .line("Accepted " + accepted
                        + (isBalanced(audit) ? ": the ledger balances." : ": the ledger does NOT balance."));
    }

    private static boolean isBalanced(JsonObject audit) {
        return audit.getBoolean("balanced", false);
    }
}
