package io.kingtask.broker.timers;

import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.store.TimerStore;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.time.Duration;

/** Clears up after tasks whose time to be kept is over. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpiryTrimmer extends RecurringTimer {

    public ExpiryTrimmer() {
        super(Duration.ofSeconds(5), new TimerInfo("trim-expired", "each 5 seconds"));
    }

    @Override
    void turn(TimerStore tasks) {
        untilFew(tasks::trimExpired);
    }
}
