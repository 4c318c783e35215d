package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.system.faults.Blow.Kind;
import io.kingtask.system.faults.Standstills.Standstill;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeOversTest {

    private static final String VICTIM = "worker-1.1";
    private static final int LEASE = 5;
    private static final Site.Size SIZE = new Site.Size(2, 3, 4, LEASE);

    /** Before which the promise holds: a lease and two seconds after the death. */
    private static final double LATEST = LEASE + 2;

    private final double now = Uptime.isThere() ? Uptime.now() : 0;
    private final double death = now - 50;
    private final Blow kill = new Blow(Kind.KILL_WORKER, VICTIM, death, death, death);
    private final Run lost = run(1, death - 1);

    @BeforeEach
    void theClockIsThere() {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
    }

    @Test
    void aLeaseAndTwoSecondsAreInTime() {
        assertTrue(takeOvers(List.of(), run(2, death + LATEST - 0.5)).inTime(kill, lost, death + LATEST - 0.1));
    }

    @Test
    void oneThatOthersOvertookIsLate() {
        assertFalse(takeOvers(List.of(), run(2, death + LATEST + 0.5)).inTime(kill, lost, death + LATEST + 1));
    }

    @Test
    void oneThatNobodyOvertookWaitedForASlot() {
        assertTrue(takeOvers(List.of(), run(2, death + LATEST + 2)).inTime(kill, lost, death + LATEST + 1));
    }

    @Test
    void whileTheMachineStoodStillTimeDoesNotCount() {
        List<Standstill> standstills = List.of(new Standstill(death + 3, death + 4.5));
        assertTrue(takeOvers(standstills, run(2, death + LATEST + 0.5)).inTime(kill, lost, death + LATEST + 1));
    }

    @Test
    void aStandstillBeforeTheDeathCountsForNothing() {
        List<Standstill> standstills = List.of(new Standstill(death - 3, death - 1));
        assertFalse(takeOvers(standstills, run(2, death + LATEST + 0.5)).inTime(kill, lost, death + LATEST + 1));
    }

    private TakeOvers takeOvers(List<Standstill> standstills, Run other) {
        return new TakeOvers(List.of(kill), standstills, List.of(List.of(lost), List.of(other)), SIZE);
    }

    /** The first run of a plan, claimed at this moment. */
    private Run run(int plan, double claimed) {
        long time = System.currentTimeMillis() + Math.round(1000 * (claimed - now));
        return new Run(plan, "id-" + plan, 1, time, VICTIM, 1, claimed, null, 0);
    }
}
