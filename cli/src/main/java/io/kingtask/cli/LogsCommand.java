package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.OutputName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        description =
                "Prints what a task's latest run wrote: its output on standard output, its errors on standard error.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask logs 01a20353-6b72-7bef-9b4d-8b1448362a3d",
            "  kingtask logs -f 01a20353-6b72-7bef-9b4d-8b1448362a3d",
            "  kingtask logs --stderr 01a20353-6b72-7bef-9b4d-8b1448362a3d"
        })
final class LogsCommand extends BrokerCommand {

    @Option(
            names = {"-f", "--follow"},
            description = "Go on while it runs; a task that has not begun is waited for.")
    private boolean follow;

    @Option(names = "--stderr", description = "Its errors alone, on standard output.")
    private boolean onlyErrors;

    @Mixin
    private final TaskParameter task = new TaskParameter();

    LogsCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerApi broker) {
        var output = new Output(broker, task.id(root()), terminal());
        if (onlyErrors) {
            print(output, OutputName.STDERR, true);
        } else if (follow) {
            both(output);
        } else {
            print(output, OutputName.STDOUT, true);
            print(output, OutputName.STDERR, false);
        }
        return GOOD;
    }

    private void both(Output output) {
        var errors = CompletableFuture.runAsync(() -> print(output, OutputName.STDERR, false));
        print(output, OutputName.STDOUT, true);
        try {
            errors.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void print(Output output, OutputName name, boolean onOut) {
        var stream = onOut ? terminal().out() : terminal().err();
        if (follow) {
            new Follower(output, name, stream).follow();
        } else {
            output.print(name, stream);
        }
    }
}
