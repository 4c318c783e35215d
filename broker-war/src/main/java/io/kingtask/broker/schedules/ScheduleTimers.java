package io.kingtask.broker.schedules;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.store.Background;
import io.kingtask.broker.store.StoreNews;
import io.kingtask.broker.turns.Cancellation;
import io.kingtask.broker.turns.RedisTurns;
import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.broker.turns.WantedTurn;
import io.kingtask.store.ScheduleStore;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.StoredSchedule;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires schedules: a calendar timer for each that is not paused, and a look each second in case one of these, or the news of a change, got
 * lost. A timer only says that something may be due; what is, is read from Redis.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScheduleTimers {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTimers.class);
    private static final String NAME = "fire-schedules";
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** So long after a firing it is looked whether a timer has brought it about. */
    private static final Duration GRACE = Duration.ofMillis(10);

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private SessionContext context;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private ScheduleStore store;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private ScheduleReader reader;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BrokerConfig config;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private RedisTurns turns;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private StoreNews news;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Background background;

    @SuppressWarnings("NullAway.Init")
    private Firer firer;

    private record Armed(long revision, Timer timer) {}

    private final ReentrantLock turn = new ReentrantLock();
    private final WantedTurn soon = new WantedTurn(this::lookThroughContainer);
    private final WantedTurn later = new WantedTurn(this::lookThroughContainer);
    private final Map<String, Armed> armed = new HashMap<>();
    private long changesSeen = -1;

    @PostConstruct
    void start() {
        firer = new Firer(store, reader, config.maxPending());
        timerService.createIntervalTimer(
                SECOND.toMillis(), SECOND.toMillis(), new TimerInfo(NAME, "each second").config());
        news.listen(new News());
    }

    @Timeout
    void fired() {
        look();
    }

    /** For threads of the broker's own, through the container: timers may be cancelled and made only inside of its calls. */
    public void look() {
        turns.run(NAME, () -> {
            turn.lock();
            try {
                lookInTurn();
            } finally {
                turn.unlock();
            }
        });
    }

    private void lookInTurn() {
        var look = firer.fireDue();
        if (look.changes() != changesSeen) {
            armAll();
            changesSeen = look.changes();
        }
        var untilNext = look.untilNext();
        if (untilNext != null && untilNext.compareTo(SECOND) <= 0) {
            lookIn(untilNext.plus(GRACE));
        }
    }

    /** Makes the timers what the schedules say. */
    private void armAll() {
        var gone = new HashMap<>(armed);
        @Nullable String cursor = null;
        do {
            var page = store.list(ScheduleStore.MOST_DUE, cursor);
            for (var schedule : page.items()) {
                var before = armed.get(schedule.name());
                if (before != null && before.revision() == schedule.revision()) {
                    gone.remove(schedule.name());
                } else if (!schedule.paused()) {
                    arm(schedule);
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        gone.forEach((name, old) -> {
            armed.remove(name, old);
            Cancellation.cancel(old.timer());
        });
    }

    private void arm(StoredSchedule stored) {
        try {
            var schedule = reader.read(stored);
            var info = new TimerInfo("schedule " + stored.name(), schedule.inWords());
            var timer = timerService.createCalendarTimer(schedule.ejbExpression(), info.config());
            armed.put(stored.name(), new Armed(stored.revision(), timer));
        } catch (RuntimeException e) { // servers compute some expressions wrongly, and throw all kinds of them
            LOG.warn("The schedule {} gets no timer; the look each second fires it.", stored.name(), e);
        }
    }

    private final class News implements StoreEvents.Listener {
        @Override
        public void schedulesChanged() {
            lookSoon();
        }

        @Override
        public void reconnected() {
            lookSoon();
        }
    }

    private void lookSoon() {
        soon.want(background.work());
    }

    private void lookIn(Duration time) {
        later.want(look -> {
            var unused = background.later().schedule(look, time.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void lookThroughContainer() {
        context.getBusinessObject(ScheduleTimers.class).look();
    }
}
