package io.kingtask.system.faults;

import io.kingtask.system.faults.Blow.Kind;
import io.kingtask.system.faults.Standstills.Standstill;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether what a dead or stopped worker ran was claimed again within its lease and two seconds. Time does not count while Redis was away or
 * no broker was up, which the blows say, nor while the machine stood still. A task that is taken over goes to the head of its queue; so
 * while no other task is claimed for the first time, no slot is free for it either.
 */
final class TakeOvers {

    /** Seconds that the promise grants beyond the lease. */
    private static final double GRACE = 2;

    /** Seconds in which brokers and workers find a Redis that is back, and what is due there. */
    private static final double RECOVERY = 2;

    private static final double STEP = 0.01;

    private final List<Blow> blows;
    private final List<Standstill> standstills;
    private final Site.Size size;
    private final double[] firstClaims;
    private final List<Double> delays = new ArrayList<>();
    private int excused;

    TakeOvers(List<Blow> blows, List<Standstill> standstills, Collection<List<Run>> runs, Site.Size size) {
        this.blows = blows;
        this.standstills = standstills;
        this.size = size;
        this.firstClaims = runs.stream().flatMapToDouble(TakeOvers::firstClaims).toArray();
    }

    /** When each attempt of a plan was claimed for the first time. */
    private static DoubleStream firstClaims(List<Run> runs) {
        Set<Integer> attempts = new HashSet<>();
        return runs.stream().filter(run -> attempts.add(run.attempt())).mapToDouble(Run::claimed);
    }

    /** When a blow's victim surely renewed the lease of a run no more. */
    static double death(Blow blow, Run run) {
        return Math.max(blow.struck(), run.claimed());
    }

    /**
     * Whether a run's task was claimed again in time.
     *
     * @param lost by the blow's victim
     * @param claimed when its task was claimed next
     */
    boolean inTime(Blow blow, Run lost, double claimed) {
        double death = death(blow, lost);
        delays.add(claimed - death);
        double latest = death + size.lease() + GRACE;
        if (claimed <= latest) {
            return true;
        }
        excused++;
        return !otherCameFirst(latest + away(death, claimed), claimed);
    }

    private boolean otherCameFirst(double from, double until) {
        return DoubleStream.of(firstClaims).anyMatch(claim -> claim > from && claim < until);
    }

    private double away(double from, double until) {
        return STEP
                * IntStream.range(0, (int) ((until - from) / STEP))
                        .filter(step -> isAway(from + step * STEP))
                        .count();
    }

    private boolean isAway(double time) {
        if (standstills.stream().anyMatch(one -> one.from() <= time && time <= one.until())) {
            return true;
        }
        List<Blow> current = blows.stream()
                .filter(blow -> blow.from() <= time && time <= blow.until() + RECOVERY)
                .toList();
        long brokers = current.stream()
                .filter(blow -> blow.kind() == Kind.KILL_BROKER)
                .map(Blow::member)
                .distinct()
                .count();
        return brokers == size.brokers()
                || current.stream().anyMatch(blow -> blow.kind().isOfRedis());
    }

    /** Seconds from a worker's death to the next claim of what it ran. */
    String delays() {
        List<Double> sorted = delays.stream().sorted().toList();
        return sorted.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT, "%.1f s, %.1f s", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    /** Those that took longer than promised, for which blows, the machine or busy slots must answer. */
    int excused() {
        return excused;
    }
}
