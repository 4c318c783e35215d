package io.kingtask.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pictures of docs/performance.md. */
final class Plots {

    private final Results results;
    private final Path folder;

    Plots(Results results, Path folder) {
        this.results = results;
        this.folder = folder;
    }

    void write() throws IOException {
        write("performance-throughput.svg", throughput());
        write("performance-start.svg", start());
        write("performance-timed.svg", timed());
        write("performance-growth.svg", growth());
    }

    private BarPlot throughput() {
        var plot = new BarPlot("Tasks a second, as a share of a loop in C that only starts processes", false);
        results.find("throughput", "best").ifPresent(best -> plot.own("kingtask", best.ratio(), best.ratio()));
        plot.peers(Peers.THROUGHPUT);
        plot.mark(1);
        return plot;
    }

    private BarPlot start() {
        var plot = new BarPlot("From submission to the running program, idle, median in ms (logarithmic)", true);
        results.find("latency", "start, median").ifPresent(start -> plot.own("kingtask", start.value(), start.value()));
        plot.peers(Peers.START);
        return plot;
    }

    private BarPlot timed() {
        var plot = new BarPlot("Timed tasks late, median and p99 of 1,000 in ms (logarithmic)", true);
        results.find("timed", "median").ifPresent(median -> results.find("timed", "p99")
                .ifPresent(tail -> plot.own("kingtask", median.value(), tail.value())));
        plot.peers(Peers.TIMED);
        return plot;
    }

    private BarPlot growth() {
        var plot = new BarPlot("Cost of a move with many tasks in the store, beside that with 1,000", false);
        List<Figure> moves = results.figures().stream()
                .filter(figure -> figure.scenario().equals("growth"))
                .toList();
        moves.forEach(move -> plot.own(move.name().replace(" tasks in the store", ""), move.ratio(), move.ratio()));
        plot.mark(1.5);
        return plot;
    }

    private void write(String name, BarPlot plot) throws IOException {
        Files.writeString(folder.resolve(name), plot.svg());
    }
}
