package io.kingtask.cli;

import io.kingtask.client.BrokerException;
import jakarta.json.JsonException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong: one plain message on standard error, never a stack trace. The exit status: 1 the broker says no, 2 wrong usage,
 * 3 there is no broker, or none that serves us.
 */
final class Complaints implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NO_BROKER = 3;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

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
            return isAnswer(refusal.status()) ? REFUSED : NO_BROKER;
        }
        if (e instanceof JsonException) {
            terminal.error("What answers at that address is no broker of this version: " + e.getMessage());
            return NO_BROKER;
        }
        if (e instanceof UncheckedIOException broken) {
            terminal.error(String.valueOf(broken.getMessage()));
            return NO_BROKER;
        }
        terminal.error("Something unforeseen: " + e);
        return REFUSED;
    }

    /** Whether the broker has looked at the question and said no; else it could not, or would not look. */
    private static boolean isAnswer(int status) {
        return status != 0
                && status != UNAUTHORIZED
                && status != FORBIDDEN
                && status != TOO_MANY
                && status < SERVER_ERROR;
    }
}
