package io.kingtask.broker.timers;

import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.store.TimerStore;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.time.Duration;

/** Takes over the tasks of workers that are silent for longer than their lease. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LeaseReaper extends RecurringTimer {

    public LeaseReaper() {
        super(Duration.ofSeconds(1), new TimerInfo("take-over-expired-leases", "each second"));
    }

    @Override
    void turn(TimerStore tasks) {
        untilFew(tasks::takeOverExpired);
    }
}
