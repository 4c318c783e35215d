package io.kingtask.system.faults;

import io.kingtask.system.faults.Blow.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs that came because the one before was lost, each put down to one blow. A worker that was killed or stopped explains as many of them
 * as it has slots, and a Redis that was away for too long as many as all workers have. A failover explains these too, and a few claims and
 * results that the old primary had acknowledged and no replica had yet: replication is asynchronous.
 */
final class SecondRuns {

    /** Claims and results that a failover may make Redis forget. */
    static final int UNREPLICATED = 10;

    /** Seconds for which a worker may have held a result that it could have handed in: it may not have had the processor. */
    private static final double IN_HAND = 4;

    /** Seconds after which a worker surely has handed in what it held when Redis came back. */
    private static final double RECOVERY = 2;

    /**
     * Seconds by which a claim may be later than the blow that lost it: one that was on its way when its worker was killed, or one of a
     * worker that has just gone on and whose watchdog has not heard of it yet.
     */
    private static final double BELATED = 3;

    private final List<Blow> blows;
    private final Site.Size size;
    private final Map<Blow, Integer> explained = new HashMap<>();
    private final Map<Blow, Integer> overlapped = new HashMap<>();

    SecondRuns(List<Blow> blows, Site.Size size) {
        this.blows = blows;
        this.size = size;
    }

    /** The blow that explains that {@code lost} was run again. */
    Optional<Blow> cause(Run lost, Run again) {
        return cause(lost, again.began());
    }

    /** Whether a blow explains that this last run of a task was lost. */
    boolean explainsEnd(Run lost) {
        return cause(lost, Double.MAX_VALUE).isPresent();
    }

    /**
     * Those of its worker come first, for they say more about a run than a failover does; of these, those that came after its claim: a
     * worker may be stopped, go on, claim, and be killed within a moment.
     */
    private Optional<Blow> cause(Run lost, double again) {
        Optional<Blow> cause = blows.stream()
                .filter(blow -> couldLose(blow, lost, again))
                .filter(blow -> explained.getOrDefault(blow, 0) < bound(blow.kind()))
                .min(Comparator.comparing((Blow blow) -> !blow.kind().isOfWorker())
                        .thenComparing(blow -> lost.claimed() > blow.until()));
        cause.ifPresent(blow -> explained.merge(blow, 1, Integer::sum));
        return cause;
    }

    /**
     * Whether a run may still have been at it when the next one began: its worker was stopped and could not end it, or a failover
     * had made Redis forget that it was claimed.
     */
    boolean excusesOverlap(Run run) {
        Optional<Blow> cause = blows.stream()
                .filter(blow -> blow.kind() == Kind.FAIL_OVER
                        || (blow.kind() == Kind.STOP_WORKER && blow.victim().equals(run.worker())))
                .filter(blow -> blow.from() <= run.ended() && blow.until() >= run.began())
                .filter(blow -> overlapped.getOrDefault(blow, 0) < overlapBound(blow.kind()))
                .min(Comparator.comparing(blow -> !blow.kind().isOfWorker()));
        cause.ifPresent(blow -> overlapped.merge(blow, 1, Integer::sum));
        return cause.isPresent();
    }

    /** A program that its dying worker had just started may begin a moment after the death. */
    private boolean couldLose(Blow blow, Run lost, double again) {
        boolean inHand =
                lost.began() <= blow.until() + IN_HAND && again >= blow.from() && !isHandedIn(lost, blow.from());
        return inHand
                && switch (blow.kind()) {
                    case KILL_WORKER, STOP_WORKER ->
                        blow.victim().equals(lost.worker()) && lost.claimed() <= blow.until() + BELATED;
                    case KILL_REDIS -> outlastsRenewal(blow);
                    case FAIL_OVER -> true;
                    case KILL_BROKER -> false;
                };
    }

    /** Whether its worker had the time to hand its result in before this moment. */
    private boolean isHandedIn(Run run, double time) {
        double without = redisBlows()
                .mapToDouble(blow -> Math.min(time, blow.until() + RECOVERY) - Math.max(run.ended(), blow.from()))
                .filter(seconds -> seconds > 0)
                .sum();
        return run.isOver(time - IN_HAND - without);
    }

    /**
     * Whether Redis was away for so long that a worker had to end what ran: it renews each third of a lease, ends what it could not
     * renew for seven tenths, and tries again each fifteenth; so it may miss a Redis that is back for less than that.
     */
    private boolean outlastsRenewal(Blow blow) {
        double pause = size.lease() / 15.0;
        double away = redisBlows()
                .filter(other -> other.from() <= blow.until() + pause && other.until() >= blow.from() - pause)
                .mapToDouble(other -> other.until() - other.from())
                .sum();
        return away + pause >= size.lease() * (0.7 - 1 / 3.0);
    }

    private Stream<Blow> redisBlows() {
        return blows.stream().filter(blow -> blow.kind().isOfRedis());
    }

    private int bound(Kind kind) {
        return switch (kind) {
            case KILL_WORKER, STOP_WORKER -> size.slots();
            case FAIL_OVER -> size.slots() * size.workers() + UNREPLICATED;
            case KILL_REDIS -> size.slots() * size.workers();
            case KILL_BROKER -> 0;
        };
    }

    /** A claim that is still known keeps its task from others until its worker has ended the run. */
    private int overlapBound(Kind kind) {
        return kind == Kind.FAIL_OVER ? UNREPLICATED : bound(kind);
    }

    int count(Kind kind) {
        return explained.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
