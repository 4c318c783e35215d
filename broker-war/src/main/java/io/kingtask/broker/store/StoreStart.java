package io.kingtask.broker.store;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.store.PartitionMismatchException;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.TimerStore;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails the deployment where the configuration is wrong or does not fit Redis; a Redis that does not answer is waited for. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class StoreStart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BrokerConfig config;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private TimerStore timers;

    @PostConstruct
    void look() {
        try {
            var untilNext = timers.untilNextDue();
            LOG.info(
                    "The broker uses Redis at {}; {}.",
                    config.redis(),
                    untilNext
                            .map(time -> "the next task is due in " + time.toMillis() + " ms")
                            .orElse("nothing is due"));
        } catch (StoreUnavailableException e) {
            LOG.warn(
                    "Redis at {} does not answer yet ({}). The broker starts, and tries again each second.",
                    config.redis(),
                    e.getMessage());
        } catch (PartitionMismatchException e) {
            LOG.error("The broker cannot start: {}", e.getMessage());
            throw e;
        }
    }
}
