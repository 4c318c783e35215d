package io.kingtask.broker.timers;

import io.kingtask.store.TimerStore;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Takes over the tasks of workers that are silent for longer than their lease. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LeaseReaper {

    private static final TimerInfo INFO = new TimerInfo("take-over-expired-leases", "each second");
    private static final long PERIOD_MILLIS = 1_000;
    private static final int MOST_A_CALL = 1_000;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private TimerStore store;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private RedisTurns turns;

    @PostConstruct
    void start() {
        timerService.createIntervalTimer(PERIOD_MILLIS, PERIOD_MILLIS, INFO.config());
    }

    @Timeout
    void fired() {
        turns.run(INFO.name(), () -> {
            int done;
            do {
                done = store.takeOverExpired(MOST_A_CALL);
            } while (done >= MOST_A_CALL);
        });
    }
}
