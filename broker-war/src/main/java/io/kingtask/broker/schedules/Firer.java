package io.kingtask.broker.schedules;

import io.kingtask.store.ScheduleStore;
import io.kingtask.store.ScheduleStore.Look;
import io.kingtask.store.ScheduleStore.Settled;
import io.kingtask.store.ScheduleStore.Settlement;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.StoredSchedule;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tasks of schedules whose moment has come. Any number of brokers may do so at once: the store lets one of them make the task of a
 * firing. One thread at a time.
 */
final class Firer {

    private static final Logger LOG = LoggerFactory.getLogger(Firer.class);

    /** What a schedule may do at one look, so that others have their turn; what is left comes with the next. */
    private static final int MOST_STEPS = 1_000;

    private final ScheduleStore store;
    private final ScheduleReader reader;
    private final long maxPending;
    private final Set<String> failing = new HashSet<>();
    private @Nullable Instant upSince;

    Firer(ScheduleStore store, ScheduleReader reader, long maxPending) {
        this.store = store;
        this.reader = reader;
        this.maxPending = maxPending;
    }

    /** Looks once, and fires all that is due; what cannot be made now stays due. */
    Look fireDue() {
        var look = store.look();
        if (upSince == null) {
            upSince = look.now();
        }
        for (var name : look.due()) {
            try {
                fire(name, look.now(), upSince);
                failing.remove(name);
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                if (failing.add(name)) {
                    LOG.error("The schedule {} cannot fire; it is tried again each second.", name, e);
                }
            }
        }
        return look;
    }

    private void fire(String name, Instant now, Instant begin) {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            var stored = store.find(name).filter(found -> isDue(found, now));
            if (stored.isEmpty()) {
                return; // done, by this broker or another
            }
            var settled = take(stored.get(), now, begin);
            if (settled == Settled.EARLY || settled == Settled.FULL) {
                return; // it stays due
            }
        }
    }

    private static boolean isDue(StoredSchedule stored, Instant now) {
        return stored.nextFiring() != null && !stored.nextFiring().isAfter(now);
    }

    private Settled take(StoredSchedule stored, Instant now, Instant begin) {
        var schedule = reader.read(stored);
        var step = Step.of(schedule, stored.settledUntil(), now, begin);
        var settlement = new Settlement(stored, step.upTo(), step.next(), step.missed());
        var settled = step instanceof Step.Fire
                ? store.fire(settlement, schedule.task().withId(store.taskId(stored.name(), step.upTo())), maxPending)
                : store.skip(settlement);
        if (settled == Settled.OK && step.missed() > 0) {
            LOG.warn(
                    "The schedule {} missed {} firings up to {}: {}.",
                    stored.name(),
                    step.missed(),
                    step.upTo(),
                    step instanceof Step.Fire ? "one task was made for the latest" : "no task was made for them");
        }
        return settled;
    }
}
