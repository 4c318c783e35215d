package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.TaskJson;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "move",
        description = "Gives a scheduled or retrying task another moment.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask move 01a20353-6b72-7bef-9b4d-8b1448362a3d now",
            "  kingtask move 01a20353-6b72-7bef-9b4d-8b1448362a3d 2030-01-31T08:00:00Z"
        })
final class MoveCommand extends BrokerCommand {

    @Mixin
    private final TaskParameter task = new TaskParameter();

    @Parameters(index = "1", paramLabel = "TIME", description = "ISO 8601, epoch seconds, or the word now.")
    private String time = "";

    MoveCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerApi broker) {
        var id = task.id(root());
        // 0 is now by the broker's clock, whatever ours says.
        var start = time.equals("now") ? "0" : '"' + TaskJson.format(new Values(root()).moment("TIME", time)) + '"';
        var moved = Json.object(broker.change("PATCH", "/tasks/" + id, Map.of(), "{\"start_time\":" + start + "}"));
        terminal()
                .line(SafeText.line(
                        id + " " + Json.cell(moved.get("state")) + " " + Json.cell(moved.get("start_time"))));
        return GOOD;
    }
}
