package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "purge",
        description =
                "Cancels all pending tasks of the queue, having said how many. What is scheduled, retrying or running stays.")
final class PurgeCommand extends BrokerCommand {

    private final NamedThing queues;

    @Parameters(index = "0", paramLabel = "NAME", description = "The queue.")
    private String queue = "";

    @Mixin
    private final Caution caution = new Caution();

    PurgeCommand(NamedThing queues) {
        super(queues.root(), queues.terminal());
        this.queues = queues;
    }

    @Override
    int run(BrokerApi broker) {
        var parameters = new LinkedHashMap<String, String>();
        if (!caution.isWaived()) {
            var pending = Json.cell(
                    Json.object(broker.get(queues.path(queue), Map.of())).get("pending"));
            var what = "all " + pending + " pending" + tasks(pending) + " of the queue " + queue;
            if (!caution.allows("Cancel " + what, root(), terminal())) {
                return caution.isDryRun() ? GOOD : REFUSED;
            }
            parameters.put("expected", pending);
        }
        var answer = Json.object(broker.change("DELETE", queues.path(queue) + "/tasks", parameters, null));
        var cancelled = Json.cell(answer.get("cancelled"));
        terminal().line(SafeText.line("Queue " + queue + ": " + cancelled + tasks(cancelled) + " cancelled."));
        return GOOD;
    }

    private static String tasks(String count) {
        return count.equals("1") ? " task" : " tasks";
    }
}
