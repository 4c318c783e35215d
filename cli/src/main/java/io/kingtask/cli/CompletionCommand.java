package io.kingtask.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Prints a script that lets a shell complete commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(kingtask completion bash)        in ~/.bashrc",
            "  source <(kingtask completion zsh)         in ~/.zshrc, after compinit"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells that picocli writes for; one script serves both. */
    private enum Shell {
        bash,
        zsh
    }

    private final Terminal terminal;

    @SuppressWarnings("UnusedVariable") // the script looks itself for the shell it is in
    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation only
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.text(AutoComplete.bash("kingtask", Kingtask.commandLine(terminal, Map.of())));
        return BrokerCommand.GOOD;
    }
}
