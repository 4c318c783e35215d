package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description = "Cancels tasks that are not finished; a running program is ended with all its children.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask cancel 01a20353-6b72-7bef-9b4d-8b1448362a3d",
            "  kingtask cancel --queue mail --state pending --dry-run",
            "  kingtask cancel --queue mail --state pending --yes"
        })
final class CancelCommand extends ManyTasksCommand {

    CancelCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String action() {
        return "cancel";
    }

    @Override
    String done() {
        return "Cancelled";
    }

    @Override
    String one(BrokerApi broker, String id) {
        return broker.change("DELETE", "/tasks/" + id, Map.of(), null);
    }
}
