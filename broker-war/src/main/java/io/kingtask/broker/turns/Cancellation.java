package io.kingtask.broker.turns;

import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes EJB timers back. */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private Cancellation() {}

    /** Also one that may be gone already. */
    public static void cancel(Timer timer) {
        try {
            timer.cancel();
        } catch (NoSuchObjectLocalException e) {
            LOG.debug("The timer had no more firings and is gone.");
        } catch (EJBException e) {
            LOG.debug("The timer could not be cancelled; it may fire without need.", e);
        }
    }
}
