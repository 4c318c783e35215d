package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerException;
import jakarta.json.JsonException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "top",
        description = "Shows what goes on, live: rates, queues, workers, running tasks. q quits.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask top", "  kingtask top --interval 5", "  kingtask top --once"})
final class TopCommand extends BrokerCommand {

    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Between two looks; default ${DEFAULT-VALUE}.")
    private String interval = "";

    @Option(names = "--once", description = "Print one look and end.")
    private boolean once;

    TopCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerApi broker) {
        var pause = new Values(root()).seconds("--interval", interval);
        if (pause.isZero() || pause.compareTo(LONGEST_INTERVAL) > 0) {
            throw root().usage("--interval=" + interval + ": allowed are seconds, more than 0, up to 600.");
        }
        if (once) {
            var size = new Stty.Size(
                    Stty.number(System.getenv("LINES"), 24), Math.min(terminal().columns(), 120));
            new Frame(Look.at(broker), size).lines().forEach(terminal()::line);
            return GOOD;
        }
        if (!terminal().isScreen()) {
            throw root().usage("top needs a terminal; elsewhere say --once.");
        }
        try (var screen = FullScreen.of(terminal())) {
            do {
                screen.show(lines(broker, Stty.size()));
            } while (!screen.isQuitWithin(pause));
        }
        return GOOD;
    }

    /** A broker that is away is said, and asked again. */
    private static List<String> lines(BrokerApi broker, Stty.Size size) {
        try {
            return new Frame(Look.at(broker), size).lines();
        } catch (BrokerException e) {
            if (Output.isRefusal(e)) {
                throw e;
            }
            return List.of(
                    "kingtask top  " + broker.address(),
                    "",
                    SafeText.line(e.problem().toString()));
        } catch (JsonException e) {
            return List.of("kingtask top  " + broker.address(), "", SafeText.line(String.valueOf(e.getMessage())));
        }
    }
}
