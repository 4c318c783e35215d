package io.kingtask.system.faults;

import io.kingtask.client.AttemptView;
import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.system.faults.Blow.Kind;
import io.kingtask.system.faults.Standstills.Standstill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares what was planned with what was acknowledged, what the tasks say, and what their programs wrote down. */
final class HistoryChecker {

    /** How long a program may live on after its worker was killed. */
    private static final double LONGEST_ORPHAN = 2;

    private static final int TOLERATED_LOSSES = 2;

    /** @param runs of each plan, in the order of their begins */
    record Seen(
            List<Plan> plans,
            Map<Integer, String> acknowledged,
            List<TaskView> tasks,
            Map<Integer, List<Run>> runs,
            List<Blow> blows,
            List<Standstill> standstills) {}

    private final Seen seen;
    private final SecondRuns seconds;
    private final TakeOvers takeOvers;
    private final Map<Integer, List<String>> findings = new TreeMap<>();
    private int secondRuns;
    private int overlaps;
    private int givenUp;

    HistoryChecker(Seen seen, Site.Size size) {
        this.seen = seen;
        this.seconds = new SecondRuns(seen.blows(), size);
        this.takeOvers =
                new TakeOvers(seen.blows(), seen.standstills(), seen.runs().values(), size);
    }

    /** What is wrong, by plan; empty when nothing is. */
    Map<Integer, List<String>> check() {
        Map<String, TaskView> byId = seen.tasks().stream().collect(Collectors.toMap(TaskView::id, task -> task));
        Map<Integer, Long> tasksOfPlan = new HashMap<>();
        seen.tasks()
                .forEach(task -> tasksOfPlan.merge(Integer.valueOf(task.args().get(0)), 1L, Long::sum));
        for (Plan plan : seen.plans()) {
            String id = seen.acknowledged().get(plan.number());
            TaskView task = byId.get(id);
            if (task == null) {
                find(plan, id == null ? "was never acknowledged" : "is lost: there is no task " + id);
                continue;
            }
            long tasks = tasksOfPlan.getOrDefault(plan.number(), 0L);
            expect(plan, tasks == 1, "has " + tasks + " tasks");
            List<Run> runs = seen.runs().getOrDefault(plan.number(), List.of());
            checkEachRun(plan, task, runs);
            if (isGivenUp(task)) {
                givenUp++;
                expect(
                        plan,
                        !runs.isEmpty() && seconds.explainsEnd(runs.get(runs.size() - 1)),
                        "was given up without a reason");
            } else {
                checkResult(plan, task);
                checkWhole(plan, runs);
            }
        }
        return findings;
    }

    private void checkResult(Plan plan, TaskView task) {
        TaskState planned = plan.succeeds() ? TaskState.SUCCEEDED : TaskState.FAILED;
        expect(plan, task.state() == planned, "is " + task.state() + ", not " + planned + ", cause " + task.cause());
        expect(plan, task.attempt() == plan.attempts(), "had " + task.attempt() + " attempts, not " + plan.attempts());
        if (plan.succeeds()) {
            expect(plan, plan.result().equals(task.result()), "has the result " + task.result());
        } else {
            expect(plan, task.cause() == Cause.EXIT_CODE, "failed because of " + task.cause());
        }
    }

    /** By design a task is given up when its worker has died three times, of whatever. */
    private static boolean isGivenUp(TaskView task) {
        long losses = task.attempts().stream()
                .filter(attempt -> attempt.cause() == Cause.WORKER_LOST)
                .count();
        return task.state() == TaskState.FAILED && task.cause() == Cause.WORKER_LOST && losses == TOLERATED_LOSSES + 1;
    }

    private void checkWhole(Plan plan, List<Run> runs) {
        Set<Integer> attempts = runs.stream().map(Run::attempt).collect(Collectors.toSet());
        Set<Integer> wanted = IntStream.rangeClosed(1, plan.attempts()).boxed().collect(Collectors.toSet());
        expect(plan, attempts.equals(wanted), "ran attempts " + attempts + ", not " + wanted);
        expect(
                plan,
                runs.isEmpty() || runs.get(runs.size() - 1).end() != null,
                "never came to the end of its last run");
    }

    private void checkEachRun(Plan plan, TaskView task, List<Run> runs) {
        expect(plan, runs.stream().allMatch(run -> run.id().equals(task.id())), "ran under another id");
        for (int i = 1; i < runs.size(); i++) {
            checkPair(plan, task, runs.get(i - 1), runs.get(i));
        }
        runs.forEach(run -> expect(plan, !outlived(run), "outlived its worker: " + run));
    }

    private void checkPair(Plan plan, TaskView task, Run one, Run next) {
        expect(plan, one.fence() < next.fence(), "fence " + next.fence() + " came after " + one.fence());
        if (one.attempt() == next.attempt()) {
            secondRuns++;
            Optional<Blow> cause = seconds.cause(one, next);
            expect(plan, cause.isPresent(), "ran again without a reason: " + one + ", " + next);
            cause.filter(blow -> blow.kind().isOfWorker())
                    .ifPresent(blow -> expect(
                            plan,
                            takeOvers.inTime(blow, one, nextClaim(task, TakeOvers.death(blow, one), next)),
                            "was taken over late: " + one + ", " + next));
        }
        if (one.overlaps(next)) {
            overlaps++;
            expect(plan, seconds.excusesOverlap(one), "overlapped: " + one + ", " + next);
        }
    }

    /** A worker may die before its program has written anything; the task then knows of a claim that its log does not. */
    private static double nextClaim(TaskView task, double death, Run next) {
        return task.attempts().stream()
                .map(AttemptView::startedAt)
                .filter(Objects::nonNull)
                .mapToDouble(time -> Uptime.at(time.toEpochMilli()))
                .filter(time -> time > death)
                .reduce(next.claimed(), Math::min);
    }

    private boolean outlived(Run run) {
        return run.end() != null
                && seen.blows().stream()
                        .anyMatch(blow -> blow.kind() == Kind.KILL_WORKER
                                && blow.victim().equals(run.worker())
                                && run.ended() > blow.until() + LONGEST_ORPHAN);
    }

    private void expect(Plan plan, boolean holds, String otherwise) {
        if (!holds) {
            find(plan, otherwise);
        }
    }

    private void find(Plan plan, String what) {
        findings.computeIfAbsent(plan.number(), number -> new ArrayList<>()).add(what);
    }

    /** Runs of an attempt beyond its first. */
    int secondRuns() {
        return secondRuns;
    }

    /** Runs that began before the run before was over. */
    int overlaps() {
        return overlaps;
    }

    /** Tasks that failed because their worker died three times. */
    int givenUp() {
        return givenUp;
    }

    SecondRuns explained() {
        return seconds;
    }

    TakeOvers takeOvers() {
        return takeOvers;
    }
}
