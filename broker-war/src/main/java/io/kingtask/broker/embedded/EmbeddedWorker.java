package io.kingtask.broker.embedded;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.worker.ConnectedWorker;
import io.kingtask.worker.config.WorkerConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the worker that {@code embedded_worker} describes with the application and stops it with the application, which so takes up to
 * {@code shutdown_grace} and {@code kill_grace} longer. A worker that cannot start fails the deployment.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedThreadFactoryDefinition(name = EmbeddedWorker.THREADS)
public class EmbeddedWorker {

    static final String THREADS = "java:app/kingtask/worker-threads";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWorker.class);

    @Resource(lookup = THREADS)
    @SuppressWarnings("NullAway.Init")
    private ManagedThreadFactory threads;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private BrokerConfig config;

    private @Nullable ConnectedWorker worker;

    @PostConstruct
    void start() {
        config.embeddedWorker().ifPresent(this::start);
    }

    private void start(WorkerConfig workerConfig) {
        var made = new ConnectedWorker(workerConfig, threads, false);
        try {
            made.start();
        } catch (IOException e) {
            LOG.error("The worker inside the server cannot start: {}", e.getMessage());
            throw new UncheckedIOException(e);
        }
        worker = made;
    }

    @PreDestroy
    void stop() {
        if (worker != null) {
            worker.stop();
        }
    }
}
