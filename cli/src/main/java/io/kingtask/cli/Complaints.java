package io.kingtask.cli;

import io.kingtask.client.BrokerException;
import jakarta.json.JsonException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong: one plain message on standard error, never a stack trace. */
final class Complaints implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    /** The broker's answer to what it does not offer, or does not have. */
    static final int NOT_FOUND = 404;

    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int UNAUTHORIZED = 401;

    private final Terminal terminal;

    private Complaints(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine handledBy(CommandLine line, Terminal terminal) {
        var complaints = new Complaints(terminal);
        return line.setParameterExceptionHandler(complaints).setExecutionExceptionHandler(complaints);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.error(String.valueOf(e.getMessage()));
        terminal.error("Try '" + command + " --help'.");
        return WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof BrokerException refusal) {
            terminal.error(refusal.problem().toString());
            if (refusal.status() == UNAUTHORIZED) {
                terminal.error("The broker wants a token it knows: --token-file FILE, or the environment variable"
                        + " KINGTASK_TOKEN, or ~/.kingtask/token.");
            }
            return REFUSED;
        }
        if (e instanceof JsonException) {
            terminal.error("What answers at that address is no broker of this version: " + e.getMessage());
            return REFUSED;
        }
        terminal.error("Something unforeseen: " + e);
        return REFUSED;
    }
}
