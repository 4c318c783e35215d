package io.kingtask.broker.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Asks the server for the threads of {@link Background}. */
@Singleton
@ManagedExecutorDefinition(name = BackgroundThreads.WORK, maxAsync = 8)
@ManagedScheduledExecutorDefinition(name = BackgroundThreads.LATER, maxAsync = 2)
public class BackgroundThreads {

    static final String WORK = "java:app/kingtask/work";
    static final String LATER = "java:app/kingtask/later";

    @Resource(lookup = WORK)
    @SuppressWarnings("NullAway.Init")
    private ManagedExecutorService work;

    @Resource(lookup = LATER)
    @SuppressWarnings("NullAway.Init")
    private ManagedScheduledExecutorService later;

    @Produces
    @Singleton
    Background background() {
        return new Background(work, later);
    }
}
