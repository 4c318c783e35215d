package io.kingtask.broker.timers;

import io.kingtask.broker.store.Background;
import io.kingtask.broker.store.StoreNews;
import io.kingtask.broker.turns.Cancellation;
import io.kingtask.broker.turns.RedisTurns;
import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.broker.turns.WantedTurn;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.TimerStore;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fires timed tasks and retries: one single-action timer armed for the earliest due moment, whose thread stays while more is due within
 * some milliseconds, and a timer each second in case the first, or the news that it should be earlier, got lost.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DueTimer {

    private static final String NAME = "promote-due";
    private static final TimerInfo EACH_SECOND = new TimerInfo("promote-due-safety-net", "each second");
    private static final long SECOND = 1_000;
    /** Some servers fire no EJB timer sooner than a second after it was made, unless configured; this long after it, another way is taken. */
    private static final long GRACE_MILLIS = 3;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private SessionContext context;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private TimerStore store;

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
    private Promoter promoter;

    private final WantedTurn soon = new WantedTurn(() -> proxy().look());
    private @Nullable Timer armed;

    /** Whether the armed timer is past: there is nothing to cancel. */
    private volatile boolean wentOff;

    @PostConstruct
    void start() {
        promoter = new Promoter(
                store::promote, this::arm, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()), System::nanoTime);
        timerService.createIntervalTimer(1, SECOND, EACH_SECOND.config());
        news.listen(new News());
    }

    @PreDestroy
    void stop() {
        promoter.end();
    }

    @Timeout
    void fired(Timer timer) {
        boolean eachSecond = timer.getInfo().equals(EACH_SECOND);
        wentOff |= !eachSecond;
        turns.run(NAME, eachSecond ? promoter::look : promoter::alarmed);
    }

    /** As the safety net does; for threads of the broker's own, through {@link #proxy}. */
    public void look() {
        turns.run(NAME, promoter::look);
    }

    /** In place of the armed timer, where the server is late with it; for threads of the broker's own, through {@link #proxy}. */
    public void lookIfOverdue() {
        turns.run(NAME, promoter::alarmedIfOverdue);
    }

    /** This bean as its container calls it: timers may be cancelled and made only inside of such a call. */
    private DueTimer proxy() {
        return context.getBusinessObject(DueTimer.class);
    }

    private final class News implements StoreEvents.Listener {
        @Override
        public void dueEarlier() {
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

    /** Called by the promoter, one thread at a time. */
    private void arm(Duration in) {
        if (armed != null && !wentOff) {
            Cancellation.cancel(armed);
        }
        wentOff = false;
        long millis = in.plusNanos(999_999).toMillis();
        armed = timerService.createSingleActionTimer(
                millis, new TimerInfo(NAME, "once, when the earliest task is due").config());
        if (millis <= SECOND) {
            var unused = background
                    .later()
                    .schedule(() -> proxy().lookIfOverdue(), millis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
