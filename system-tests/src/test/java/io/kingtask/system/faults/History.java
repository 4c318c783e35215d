package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.kingtask.client.BrokerException;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.system.Patience;
import io.kingtask.system.faults.Blow.Kind;
import io.kingtask.system.faults.Standstills.Standstill;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs tasks while chaos reigns, waits until all are final, and checks what became of them. */
final class History {

    private static final Duration LONGEST_REST = Duration.ofMinutes(3);
    private static final int MOST_STORIES = 5;

    /**
     * @param seconds over which submissions and blows are spread
     * @param durability of every task
     */
    record Scale(String name, int tasks, double seconds, Map<Kind, Integer> blows, Site.Size size, String durability) {}

    private final Scale scale;
    private final Path folder;
    private final String redis;
    private final Chaos.RedisFault redisFault;

    History(Scale scale, Path folder, String redis, Chaos.RedisFault redisFault) {
        this.scale = scale;
        this.folder = folder;
        this.redis = redis;
        this.redisFault = redisFault;
    }

    void run() throws Exception {
        long seed = Seed.choose(scale.name());
        FigureTable figures = new FigureTable(scale.name() + ", seed " + seed);
        try (Standstills standstills = Standstills.watching();
                Site site = new Site(folder, redis, scale.size())) {
            site.executable("record", RunLog.SCRIPT);
            site.start();
            HistoryChecker.Seen seen = live(site, new Random(seed), standstills, figures);
            check(seen, figures);
        } finally {
            System.out.println(figures);
        }
        assertEquals(List.of(), Leftovers.processes(folder), "processes left");
        assertEquals(List.of(), Leftovers.files(folder.resolve("temp")), "files left");
    }

    private HistoryChecker.Seen live(Site site, Random random, Standstills standstills, FigureTable figures)
            throws Exception {
        Load load = new Load(scale.tasks(), random, scale.size().lease());
        Submitter submitter = new Submitter(site.addresses(), scale.durability());
        Chaos chaos = new Chaos(site, redisFault, scale.blows(), scale.seconds(), new Random(random.nextLong()));
        double start = Uptime.now();
        List<Blow> blows = atOnce(chaos::run, () -> load.submit(submitter, scale.seconds()));
        double submitted = Uptime.now();
        site.awaitReady();
        awaitEnds(site);
        double rested = Uptime.now();
        Stream.concat(site.brokers().stream(), site.workers().stream())
                .forEach(member -> assertTrue(!member.isGone(), () -> member.incarnation() + " died by itself"));
        figures.row("acknowledged tasks", submitter.acknowledged().size())
                .row("calls made again", submitter.repeated())
                .row("seconds of submissions and blows", Math.round(submitted - start))
                .row("seconds until the last task was final", Math.round(rested - submitted));
        for (Kind kind : Kind.values()) {
            figures.row(
                    kind.title(),
                    blows.stream().filter(blow -> blow.kind() == kind).count());
        }
        List<TaskView> tasks = site.tasks();
        checkLedger(site.ledger(), tasks, figures);
        figures.row("standstills of the machine", describe(standstills.seen()));
        return new HistoryChecker.Seen(
                load.plans(), submitter.acknowledged(), tasks, RunLog.read(site.log()), blows, standstills.seen());
    }

    private static String describe(List<Standstill> standstills) {
        double longest =
                standstills.stream().mapToDouble(Standstill::seconds).max().orElse(0);
        return String.format(Locale.ROOT, "%d, the longest %.1f s", standstills.size(), longest);
    }

    private interface Submission {
        void make() throws InterruptedException, ExecutionException;
    }

    private static List<Blow> atOnce(Callable<List<Blow>> chaos, Submission submission) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Blow>> blows = thread.submit(chaos);
            submission.make();
            return blows.get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static void awaitEnds(Site site) {
        Patience.until(
                LONGEST_REST, () -> "the end of all tasks: " + site.ledger().text(), () -> {
                    try {
                        return site.ledger().unfinished() == 0;
                    } catch (BrokerException e) {
                        return false;
                    }
                });
    }

    private static void checkLedger(Ledger ledger, List<TaskView> tasks, FigureTable figures) {
        figures.row("ledger balanced", ledger.balanced())
                .row(
                        "accepted, succeeded, failed in the ledger",
                        ledger.accepted() + ", " + ledger.succeeded() + ", " + ledger.failed());
        assertTrue(ledger.balanced(), ledger.text());
        assertEquals(tasks.size(), ledger.accepted(), ledger.text());
        assertEquals(count(tasks, TaskState.SUCCEEDED), ledger.succeeded(), ledger.text());
        assertEquals(count(tasks, TaskState.FAILED), ledger.failed(), ledger.text());
    }

    private static long count(List<TaskView> tasks, TaskState state) {
        return tasks.stream().filter(task -> task.state() == state).count();
    }

    private void check(HistoryChecker.Seen seen, FigureTable figures) throws IOException {
        HistoryChecker checker = new HistoryChecker(seen, scale.size());
        Map<Integer, List<String>> findings = checker.check();
        SecondRuns explained = checker.explained();
        figures.row(
                        "runs of programs",
                        seen.runs().values().stream().mapToInt(List::size).sum())
                .row("second runs", checker.secondRuns());
        for (Kind kind : List.of(Kind.KILL_WORKER, Kind.STOP_WORKER, Kind.KILL_REDIS, Kind.FAIL_OVER)) {
            figures.row("  explained by a " + kind.title(), explained.count(kind));
        }
        figures.row("overlaps under a stopped worker or a failover", checker.overlaps())
                .row(
                        "from a worker's death to the next claim, median and longest",
                        checker.takeOvers().delays())
                .row(
                        "  longer than lease + 2 s, for no Redis, no broker, no machine or no slot",
                        checker.takeOvers().excused())
                .row("given up after three losses of a worker", checker.givenUp())
                .row("findings", findings.size());
        if (!findings.isEmpty()) {
            fail(findings.entrySet().stream()
                    .limit(MOST_STORIES)
                    .map(finding -> Story.of(finding.getKey(), finding.getValue(), seen, folder))
                    .collect(Collectors.joining("\n", findings.size() + " tasks have a wrong history:\n", "")));
        }
    }
}
