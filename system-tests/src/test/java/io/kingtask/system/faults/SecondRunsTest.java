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

    private final double now = Uptime.isThere() ? Uptime.now() : 0;
    private final Blow stop = new Blow(Kind.STOP_WORKER, VICTIM, now - 100, now - 93);
    private final Blow kill = new Blow(Kind.KILL_WORKER, VICTIM, now - 92.4, now - 92.4);
    private final SecondRuns seconds = new SecondRuns(List.of(stop, kill), new Site.Size(2, 3, 4, 5));

    @BeforeEach
    void theClockIsThere() {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
    }

    @Test
    void whatWasClaimedBeforeAStopIsLostByTheStop() {
        assertEquals(Optional.of(stop), seconds.cause(run(-101), run(-95)));
    }

    @Test
    void whatAWorkerClaimedAfterItWentOnIsLostByTheKillThatFollows() {
        assertEquals(Optional.of(kill), seconds.cause(run(-92.9), run(-89.7)));
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
