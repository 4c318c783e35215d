package io.kingtask.broker.timers;

import io.kingtask.broker.turns.TimerInfo;
import io.kingtask.store.HistoryStore;
import io.kingtask.store.TimerStore;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Keeps the counters of the moment for the history. All brokers do so, and Redis takes one record for each period. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class HistoryRecorder extends RecurringTimer {

    @Inject
    @SuppressWarnings("NullAway.Init")
    private HistoryStore history;

    public HistoryRecorder() {
        super(HistoryStore.PERIOD, new TimerInfo("record-history", "each 10 seconds"));
    }

    @Override
    void turn(TimerStore tasks) {
        history.record();
    }
}
