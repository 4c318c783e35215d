package io.kingtask.worker.warm;

import java.time.Duration;

/**
 * What an executable that serves many tasks wants of the worker.
 *
 * @param maxTasks after how many tasks a process is replaced
 * @param maxTime after what time a process is replaced, when it has finished its task
 * @param processes how many there are at most at a time in one worker, which has one for each slot at most
 */
public record Declaration(long maxTasks, Duration maxTime, int processes) {

    static final Declaration PLAIN = new Declaration(100_000, Duration.ofHours(1), 1000);
}
