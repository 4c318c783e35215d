package io.kingtask.store;

import java.util.Map;

/**
 * What the ledger says, without a look at the tasks.
 *
 * @param accepted all tasks ever accepted
 * @param states tasks in each state, and {@code expired} ones
 * @param pending pending tasks of each queue ever used, served or paused
 */
public record Stats(long accepted, Map<String, Long> states, Map<String, Long> pending) {}
