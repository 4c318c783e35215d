package io.kingtask.broker.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the server for the threads of {@link Background}. Those for work are a pool of our own on the server's threads: its managed executor captures the
 * caller's context for each piece of work, which on Payara takes longer than a submission's way to Redis.
 */
@Singleton
@ManagedThreadFactoryDefinition(name = BackgroundThreads.WORK)
@ManagedScheduledExecutorDefinition(name = BackgroundThreads.LATER, maxAsync = 2)
public class BackgroundThreads {

    static final String WORK = "java:app/kingtask/work";
    static final String LATER = "java:app/kingtask/later";

    private static final int MOST = 8;
    private static final int IDLE_SECONDS = 5;

    @Resource(lookup = WORK)
    @SuppressWarnings("NullAway.Init")
    private ManagedThreadFactory threads;

    @Resource(lookup = LATER)
    @SuppressWarnings("NullAway.Init")
    private ManagedScheduledExecutorService later;

    @SuppressWarnings("NullAway.Init")
    private ThreadPoolExecutor work;

    @PostConstruct
    void begin() {
        work = new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        work.allowCoreThreadTimeOut(true);
    }

    @Produces
    @Singleton
    Background background() {
        return new Background(work, later);
    }

    @PreDestroy
    void end() {
        work.shutdownNow();
    }
}
