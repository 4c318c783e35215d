package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "retry",
        description = "Runs failed, cancelled or retrying tasks again, now.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask retry 01a20353-6b72-7bef-9b4d-8b1448362a3d",
            "  kingtask retry --state failed --cause timeout --dry-run",
            "  kingtask retry --state failed --since 2026-11-22T08:00:00Z --yes"
        })
final class RetryCommand extends ManyTasksCommand {

    RetryCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String action() {
        return "retry";
    }

    @Override
    String done() {
        return "Sent on their way again:";
    }

    @Override
    String one(BrokerApi broker, String id) {
        return broker.change("POST", "/tasks/" + id + "/retry", Map.of(), null);
    }
}
