package io.kingtask.broker.timers;

import io.kingtask.broker.turns.RedisTurns;
import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.store.TimerStore;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** Something that a broker does soon after its start and then at regular intervals, by an EJB timer of its own. A subclass is a singleton of the server's. */
abstract class RecurringTimer {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_A_CALL = 1_000;

    private final Duration period;
    private final TimerInfo info;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private TimerStore store;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private RedisTurns turns;

    RecurringTimer(Duration period, TimerInfo info) {
        this.period = period;
        this.info = info;
    }

    /** One turn. What it throws is logged and does not end the timer. */
    abstract void turn(TimerStore tasks);

    /** Repeats a call that handles up to a given number of tasks, until it finds fewer. */
    static void untilFew(IntUnaryOperator call) {
        int done;
        do {
            done = call.applyAsInt(MOST_A_CALL);
        } while (done >= MOST_A_CALL);
    }

    @PostConstruct
    void start() {
        timerService.createIntervalTimer(SOON.toMillis(), period.toMillis(), info.config());
    }

    @Timeout
    void fired() {
        turns.run(info.name(), () -> turn(store));
    }
}
