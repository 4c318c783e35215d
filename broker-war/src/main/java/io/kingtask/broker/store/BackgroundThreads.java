package io.kingtask.broker.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Asks the server for the threads of {@link Background}. Work takes nothing of its caller along but the application: to capture the rest for each piece
 * would cost more than a submission's way to Redis.
 */
@Singleton
@ContextServiceDefinition(
        name = BackgroundThreads.BARE,
        propagated = ContextServiceDefinition.APPLICATION,
        cleared = ContextServiceDefinition.ALL_REMAINING)
@ManagedExecutorDefinition(name = BackgroundThreads.WORK, context = BackgroundThreads.BARE, maxAsync = 8)
@ManagedScheduledExecutorDefinition(name = BackgroundThreads.LATER, maxAsync = 2)
public class BackgroundThreads {

    static final String BARE = "java:app/kingtask/bare";
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
