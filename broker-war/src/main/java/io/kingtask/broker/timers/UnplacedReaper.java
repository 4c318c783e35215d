package io.kingtask.broker.timers;

import io.kingtask.broker.config.BrokerConfig;
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

/** Fails tasks that waited too long for a worker that has their executable. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UnplacedReaper {

    private static final TimerInfo INFO = new TimerInfo("fail-unplaced", "each second");
    private static final long PERIOD_MILLIS = 1_000;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private TimerStore store;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private RedisTurns turns;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BrokerConfig config;

    @PostConstruct
    void start() {
        timerService.createIntervalTimer(PERIOD_MILLIS, PERIOD_MILLIS, INFO.config());
    }

    @Timeout
    void fired() {
        turns.run(INFO.name(), () -> store.failUnplaced(config.notFoundAfter()));
    }
}
