package io.kingtask.broker.store;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads that work for the broker beside those of requests and timers; the server owns them.
 *
 * @param work runs something soon
 * @param later runs something after a while
 */
public record Background(Executor work, ScheduledExecutorService later) {}
