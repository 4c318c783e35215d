package io.kingtask.broker.timers;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.store.TimerStore;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;

/** Fails tasks that waited too long for a worker that has their executable. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UnplacedReaper extends RecurringTimer {

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BrokerConfig config;

    public UnplacedReaper() {
        super(Duration.ofSeconds(2), new TimerInfo("fail-unplaced", "each 2 seconds"));
    }

    @Override
    void turn(TimerStore tasks) {
        tasks.failUnplaced(config.notFoundAfter());
    }
}
