package io.kingtask.broker.turns;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A turn on a thread of the broker's own. However often it is wanted before it begins, it is one turn only. */
public final class WantedTurn {

    private static final Logger LOG = LoggerFactory.getLogger(WantedTurn.class);

    private final Runnable turn;
    private final AtomicBoolean isOnItsWay = new AtomicBoolean();

    public WantedTurn(Runnable turn) {
        this.turn = turn;
    }

    /** @param threads where it is taken, now or later */
    public void want(Executor threads) {
        if (!isOnItsWay.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(() -> {
                isOnItsWay.set(false);
                turn.run();
            });
        } catch (RejectedExecutionException e) {
            isOnItsWay.set(false);
            LOG.debug("The broker stops; other brokers, or this one later, do what is due.", e);
        }
    }
}
