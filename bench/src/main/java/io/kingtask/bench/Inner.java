package io.kingtask.bench;

import io.kingtask.bench.inner.JsonReading;
import io.kingtask.bench.inner.RoundTrips;
import io.kingtask.bench.inner.Spawning;
import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Series;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Inner parts by themselves, measured by JMH. No goals: these figures show where time goes when one of the others changes. */
final class Inner implements Scenario {

    @Override
    public String name() {
        return "inner";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var options = new OptionsBuilder()
                .include(RoundTrips.class.getName())
                .include(Spawning.class.getName())
                .include(JsonReading.class.getName())
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(effort.isQuick() ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(effort.runs())
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend(
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Dbench.add=" + workshop.programs().add());
        return new Runner(options.build()).run().stream().map(this::figure).toList();
    }

    private Figure figure(RunResult result) {
        String method = result.getParams().getBenchmark();
        var series = new Series(words(method.substring(method.lastIndexOf('.') + 1)), "µs", null);
        result.getBenchmarkResults().stream()
                .map(fork -> fork.getIterationResults())
                .flatMap(Collection<IterationResult>::stream)
                .forEach(iteration -> series.add(iteration.getPrimaryResult().getScore()));
        return series.of(name(), "JMH");
    }

    /** {@code readATask} as {@code read a task}. */
    private static String words(String method) {
        return method.replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
