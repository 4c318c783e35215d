package io.kingtask.broker.turns;

import io.kingtask.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the turns of all timers, and logs once when Redis goes and once when it is back. A turn that fails does not end its timer. */
@Singleton
public class RedisTurns {

    private static final Logger LOG = LoggerFactory.getLogger(RedisTurns.class);

    private final AtomicBoolean away = new AtomicBoolean();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** @param name of the timer, for the log */
    public void run(String name, Runnable turn) {
        try {
            turn.run();
            if (away.compareAndSet(true, false)) {
                LOG.info("Redis answers again; timers go on.");
            }
            if (failing.remove(name)) {
                LOG.info("The timer {} works again.", name);
            }
        } catch (StoreUnavailableException e) {
            if (away.compareAndSet(false, true)) {
                LOG.warn(
                        "Redis cannot be used: {}. Timers try again each second; nothing that is stored is lost.",
                        e.getMessage());
            }
        } catch (RuntimeException e) {
            if (failing.add(name)) {
                LOG.error("The timer {} failed; it tries again at its next turn.", name, e);
            }
        }
    }
}
