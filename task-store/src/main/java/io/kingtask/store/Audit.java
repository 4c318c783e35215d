package io.kingtask.store;

import java.util.List;
import java.util.Map;

/**
 * The ledger against the tasks themselves.
 *
 * @param balanced accepted is the sum of all states, both counts agree, and no task is in doubt
 * @param accepted all tasks ever accepted
 * @param states what the ledger says: tasks in each state, and {@code expired} ones
 * @param counted the same, found by looking at every task
 * @param inDoubt ids of tasks that are lost from where their state says they are; at most {@value #MOST_DOUBTS}
 */
public record Audit(
        boolean balanced, long accepted, Map<String, Long> states, Map<String, Long> counted, List<String> inDoubt) {

    static final int MOST_DOUBTS = 1_000;
}
