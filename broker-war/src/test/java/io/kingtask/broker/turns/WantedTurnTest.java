package io.kingtask.broker.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WantedTurnTest {

    private final Queue<Runnable> onTheirWay = new ArrayDeque<>();
    private int taken;
    private final WantedTurn turn = new WantedTurn(() -> taken++);

    @Test
    void isOneTurnHoweverOftenItIsWantedBefore() {
        turn.want(onTheirWay::add);
        turn.want(onTheirWay::add);
        assertEquals(1, onTheirWay.size());
        onTheirWay.remove().run();
        assertEquals(1, taken);
    }

    @Test
    void isAnotherTurnWhenItIsWantedWhileTheFirstRuns() {
        WantedTurn[] self = new WantedTurn[1];
        self[0] = new WantedTurn(() -> {
            if (taken++ == 0) {
                self[0].want(onTheirWay::add);
            }
        });
        self[0].want(Runnable::run);
        onTheirWay.remove().run();
        assertEquals(2, taken);
    }

    @Test
    void canBeWantedAgainWhereNoThreadTookIt() {
        turn.want(refused -> {
            throw new RejectedExecutionException();
        });
        turn.want(Runnable::run);
        assertEquals(1, taken);
    }
}
