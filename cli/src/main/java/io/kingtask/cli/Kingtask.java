package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kingtask}: submits tasks to a broker, asks about them, and runs the operator's errands. {@link Complaints} has the exit statuses. */
@Command(
        name = "kingtask",
        description = "Submits tasks to a kingtask broker, asks about them, and steers what runs them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "kingtask COMMAND --help shows a command's options, and examples.",
            "",
            "Exit status: 0 good; 1 the task failed, or the answer is no; 2 wrong usage;",
            "  3 the broker cannot be reached, or does not let you.",
            "The token: --token-file, else the environment variable KINGTASK_TOKEN, else ~/.kingtask/token."
        })
public final class Kingtask {

    private static final String DEFAULT_BROKER = "127.0.0.1:9595";

    private final Map<String, String> environment;

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "The broker's address or URL; else KINGTASK_BROKER, else " + DEFAULT_BROKER + ".")
    private @Nullable String broker;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The file whose first line is the token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "PEM file of the authorities that sign the certificate of a broker at https://; else KINGTASK_CA.")
    private @Nullable Path authorities;

    @Spec
    private @Nullable CommandSpec spec;

    private Kingtask(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), System.getenv(), OriginalArguments.of(args)));
    }

    /** The whole program but its exit. */
    static int run(Terminal terminal, Map<String, String> environment, String... args) {
        int status = commandLine(terminal, environment, args).execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return status;
    }

    /** With the commands that these arguments can mean; with all of them when there are no arguments. */
    static CommandLine commandLine(Terminal terminal, Map<String, String> environment, String... args) {
        var root = new Kingtask(environment);
        var line = new CommandLine(root);
        new Commands(root, terminal).addTo(line, Arrays.asList(args));
        // An argument of a task is never a file name to us, whatever it begins with.
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        return Complaints.handledBy(line, terminal);
    }

    /** The broker that the options, the environment and the defaults name. */
    BrokerApi connect() {
        var address = broker != null ? broker : environment.getOrDefault("KINGTASK_BROKER", DEFAULT_BROKER);
        try {
            var builder = BrokerClient.builder().address(address).tries(3);
            if (authorities != null) {
                builder.certificateAuthorities(authorities);
            }
            if (tokenFile != null) {
                builder.token(BrokerToken.read(tokenFile));
            } else if (!environment.getOrDefault(BrokerToken.VARIABLE, "").isBlank()) {
                builder.token(environment.getOrDefault(BrokerToken.VARIABLE, "").strip());
            }
            return builder.api();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw usage("The token file " + tokenFile + " cannot be read: " + e.getMessage());
        }
    }

    /** Something about the command line is wrong; the message says what, and what is allowed. */
    ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        var parsed = spec.commandLine().getParseResult();
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return new ParameterException(parsed.commandSpec().commandLine(), message);
    }
}
