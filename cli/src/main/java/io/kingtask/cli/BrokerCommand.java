package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A command that asks a broker. The connection is made when it is needed, so that help costs nothing. */
abstract class BrokerCommand implements Callable<Integer> {

    static final int GOOD = 0;
    static final int REFUSED = 1;

    private final Kingtask root;
    private final Terminal terminal;

    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation only
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    BrokerCommand(Kingtask root, Terminal terminal) {
        this.root = root;
        this.terminal = terminal;
    }

    /** Does the work and answers the exit status. */
    abstract int run(BrokerApi broker);

    /** Adds options that are no annotated fields. */
    void addOptions(CommandSpec spec) {}

    @Override
    public Integer call() {
        return run(root.connect());
    }

    Kingtask root() {
        return root;
    }

    Terminal terminal() {
        return terminal;
    }
}
