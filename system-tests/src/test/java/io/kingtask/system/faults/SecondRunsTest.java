package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.system.faults.Blow.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondRunsTest {

    private static final String VICTIM = "worker-1.1";
    private static final Site.Size SIZE = new Site.Size(2, 3, 4, 5);

    private final double now = Uptime.isThere() ? Uptime.now() : 0;
    private final Blow stop = new Blow(Kind.STOP_WORKER, VICTIM, now - 100, now - 98, now - 91);
    private final Blow kill = new Blow(Kind.KILL_WORKER, VICTIM, now - 90.4, now - 90.4, now - 90.4);
    private final SecondRuns seconds = new SecondRuns(List.of(stop, kill), SIZE);

    @BeforeEach
    void theClockIsThere() {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
    }

    @Test
    void whatWasClaimedBeforeAStopIsLostByTheStop() {
        assertEquals(Optional.of(stop), seconds.cause(run(-101), run(-95)));
    }

    @Test
    void whatWasClaimedWhileTheSignalWasOnItsWayIsLostByTheStop() {
        assertEquals(Optional.of(stop), seconds.cause(run(-98.1), run(-92)));
    }

    @Test
    void whatAWorkerClaimedAfterItWentOnIsLostByTheKillThatFollows() {
        assertEquals(Optional.of(kill), seconds.cause(run(-90.9), run(-87.7)));
    }

    @Test
    void redisThatIsAwayTwiceInARowIsAwayForLong() {
        Blow one = outage(-50, -49);
        Blow other = outage(-48.9, -48);
        assertEquals(Optional.empty(), new SecondRuns(List.of(one), SIZE).cause(run(-51), run(-46)));
        assertEquals(Optional.of(one), new SecondRuns(List.of(one, other), SIZE).cause(run(-51), run(-46)));
    }

    @Test
    void aResultCannotBeHandedInWhileRedisIsAway() {
        Run done = run(-97).ended(2, now - 96.5);
        Blow death = new Blow(Kind.KILL_WORKER, VICTIM, now - 91, now - 91, now - 91);
        assertEquals(Optional.empty(), new SecondRuns(List.of(death), SIZE).cause(done, run(-87)));
        assertEquals(Optional.of(death), new SecondRuns(List.of(outage(-97, -96), death), SIZE).cause(done, run(-87)));
    }

    private Blow outage(double from, double until) {
        return new Blow(Kind.KILL_REDIS, "redis", now + from, now + until, now + until);
    }

    @Test
    void whatWasClaimedAfterAllBlowsIsLostByNone() {
        assertEquals(Optional.empty(), seconds.cause(run(-80), run(-70)));
    }

    /** One that began as it was claimed, and never came to its end. */
    private Run run(double seconds) {
        long claimed = System.currentTimeMillis() + Math.round(1000 * seconds);
        return new Run(1, "id", 1, claimed, VICTIM, 1, now + seconds, null, 0);
    }
}
