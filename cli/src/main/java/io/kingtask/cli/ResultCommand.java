package io.kingtask.cli;

import io.kingtask.client.Reply;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

@Command(
        name = "result",
        description = {
            "Prints a task's reply: {1 1 57}.",
            "First number: 1, there is a result. Second: 1, the task succeeded. Then the result."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask result 01a20353-6b72-7bef-9b4d-8b1448362a3d"})
final class ResultCommand extends TaskReadingCommand {

    ResultCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return taskPath("/result");
    }

    @Override
    void print(JsonObject answer) {
        var reply =
                new Reply(answer.getInt("is_result_exist"), answer.getInt("is_success"), answer.getString("result"));
        terminal().data((reply + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
