package io.kingtask.store;

import io.kingtask.client.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept where. Every key of a partition carries the same hash tag, so that a script stays within one slot of a Cluster. The
 * scripts get their keys from here too: {@link #lua} renders those they name.
 */
enum RedisKeys {
    /** Hash: all of one task. */
    TASK("task", "id"),
    /** String: digest of the request that came with an Idempotency-Key, for a day. */
    REQUEST("request", "id"),
    /** Stream: ids of all tasks in the order of acceptance, see include/order.lua. */
    CREATED("created"),
    /** Number: the latest order of acceptance. */
    SEQUENCE("sequence"),
    /** Hash: the ledger. Accepted and expired tasks, and tasks in each state. */
    COUNTS("counts"),
    /** Hash: how often each move was made, tasks lost with their workers, and waiting and running times; these only grow. */
    TOTALS("totals"),
    /** List: snapshots of ledger and totals, one each {@link HistoryStore#PERIOD}, for a day. In the first partition, for all. */
    HISTORY("history"),
    /** Set: names of all queues ever used, served or paused. */
    QUEUES("queues"),
    /** String: there while an operator may want a worker to take nothing new; whether he does stands in the worker's description. */
    DRAINING("draining"),
    /** Set: names of paused queues. */
    PAUSED("paused"),
    /** Hash: the number of pending tasks of each queue, wherever they stand. */
    PENDING("pending"),
    /** List: ids of pending tasks. An id whose task is not pending any more is skipped when it is met. */
    QUEUE("queue", "queue", "priority"),
    /** List: wake-ups for idle workers. */
    WAKE("wake", "queue"),
    /** List: ids of pending tasks kept aside for a worker that has their executable. */
    PARKED_QUEUE("parked", "queue", "executable"),
    /** Sorted set: executables that tasks are kept aside for, by the number of these tasks. */
    PARKED("parked"),
    /** Sorted set: ids of tasks kept aside, by the time since when. */
    PARKED_SINCE("parked-since"),
    /** Sorted set: ids of scheduled and retrying tasks by due time. */
    DUE("due"),
    /** Sorted set: ids of running tasks by the end of their lease. */
    RUNNING("running"),
    /** Sorted set for each final state: ids, with their order of acceptance, by the end of the time they are kept. */
    KEPT("kept", "state"),
    /** Sorted set: names of workers by the time until which they count as alive. */
    WORKERS("workers"),
    /** Hash: a worker's description. */
    WORKER("worker", "name"),
    /** Set: the queues that a worker serves. */
    SERVED("served", "worker"),
    /** Set: the executables that a worker has. */
    EXECUTABLES("executables", "worker"),
    /** Stream: what a running program has written to an output lately, while somebody follows it. */
    LIVE("live", "id", "output"),
    /** Sorted set: names of all schedules, in their order. As all that is about schedules, in partition 0 only. */
    SCHEDULES("schedules"),
    /** Hash: a schedule. */
    SCHEDULE("schedule", "name"),
    /** Sorted set: names of schedules that are not paused, by their next firing. */
    SCHEDULES_DUE("schedules-due"),
    /** Number: how often a schedule was made, changed or deleted; each change gives the schedule its revision. */
    SCHEDULE_CHANGES("schedule-changes"),
    /** String: written to see that Redis can be written. */
    READY("ready"),
    /** Channel: a task became due earlier than all others. */
    DUE_NEWS("due-news"),
    /** Channel: a watched task is final. */
    FINAL_NEWS("final-news"),
    /** Channel: a schedule was made, changed or deleted. */
    SCHEDULE_NEWS("schedule-news"),
    /** Channel: the end of one of this worker's runs is wanted. */
    CANCEL_NEWS("cancel-news", "worker"),
    /** Channel: whether this worker is to take new tasks has changed, it asks with its next heartbeat. */
    DRAIN_NEWS("drain-news", "worker"),
    /** Channel: somebody follows the output of one of this worker's runs. */
    FOLLOW_NEWS("follow-news", "worker");

    /** String: the number of partitions, fixed at the first start of a broker. */
    static final String PARTITIONS = "kingtask:partitions";

    private final String stem;
    private final List<String> parameters;

    RedisKeys(String stem, String... parameters) {
        this.stem = stem;
        this.parameters = List.of(parameters);
    }

    /** What all keys of a partition begin with. */
    static String prefix(int partition) {
        return "kingtask:{" + partition + "}";
    }

    /** The key in a partition; one value for each of its parameters. */
    String in(int partition, String... values) {
        if (values.length != parameters.size()) {
            throw new IllegalArgumentException(name() + " takes " + parameters + ", not " + Arrays.toString(values));
        }
        var parts = new ArrayList<String>(values.length + 2);
        parts.add(prefix(partition));
        parts.add(stem);
        parts.addAll(Arrays.asList(values));
        return String.join(":", parts);
    }

    /** The indexes that hold the ids of the tasks in a state, by its word, as what follows the prefix; a pending task is in a list: {@link #QUEUE}. */
    static Map<String, String> indexes() {
        var indexes = new TreeMap<String, String>();
        for (var state : List.of(TaskState.SCHEDULED, TaskState.RETRYING)) {
            indexes.put(state.word(), DUE.luaStem());
        }
        indexes.put(TaskState.RUNNING.word(), RUNNING.luaStem());
        for (var state : List.of(TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED)) {
            indexes.put(state.word(), "':" + KEPT.stem + ":" + state.word() + "'");
        }
        return indexes;
    }

    /** What follows the prefix, before the values of parameters. */
    String stem() {
        return stem;
    }

    /** How scripts name it: {@code key.due}, {@code key.task(id)}. */
    String luaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key as an expression of a script; one expression for each of its parameters. */
    String lua(List<String> values) {
        if (values.size() != parameters.size()) {
            throw new IllegalStateException("a script gives " + luaName() + " " + values + ", it takes " + parameters);
        }
        var expression = new StringBuilder("(prefix .. ':" + stem);
        for (var value : values) {
            expression.append(":' .. ").append(value).append(" .. '");
        }
        return expression.append("')").toString().replace(" .. '')", ")");
    }

    private String luaStem() {
        return "':" + stem + "'";
    }
}
