package io.kingtask.client;

import io.kingtask.client.Exchange.Body;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the submissions of many threads together: while a call is under way further submissions wait, and the next call takes all of them. A submission that
 * finds no call under way goes at once and alone. There is no thread of its own: each call is made by one of those whose submissions it carries. What a call
 * of many refuses, or finds there already, is submitted once more, alone; so everybody sees the answer to a call of their own.
 */
final class Convoy {

    /** While the broker answers one, it reads the other. */
    private static final int MOST_CALLS = 2;

    /** Fewer than these do not make a second call, but wait for the end of the first. */
    private static final int ENOUGH = 4;

    private static final int MOST_TASKS = 1_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final int UNAVAILABLE = 503;

    private final BrokerHttp http;
    private final Jsonb json;

    /** Somebody waits only while a call is under way. */
    private final Queue<Rider> waiting = new ArrayDeque<>();

    private int underWay;

    Convoy(BrokerHttp http, Jsonb json) {
        this.http = http;
        this.json = json;
    }

    /** A submission that waits, and its thread with it. */
    private record Rider(TaskRequest task, byte[] body, CompletableFuture<Outcome> outcome) {}

    /**
     * What a rider is told: its task is stored; or it makes the next call; or, where there is neither, it goes alone.
     *
     * @param group empty, or those of the next call, the rider among them
     */
    private record Outcome(@Nullable TaskView task, List<Rider> group) {}

    /** Returns when the task is in Redis; throws what a call of its own would. */
    TaskView submit(TaskRequest task) {
        var rider = new Rider(task, body(task), new CompletableFuture<>());
        if (Durability.REPLICA.word().equals(task.fields().get("durability"))) {
            // The others need not wait for a replica.
            return alone(rider);
        }
        var group = board(rider);
        var outcome = group.isEmpty() ? hear(rider) : new Outcome(null, group);
        var stored = outcome.group.isEmpty() ? outcome.task : lead(outcome.group, rider);
        return stored == null ? alone(rider) : stored;
    }

    /** The call that the rider makes at once; empty: it waits. */
    private synchronized List<Rider> board(Rider rider) {
        waiting.add(rider);
        if (underWay > 0 && (underWay == MOST_CALLS || waiting.size() < ENOUGH)) {
            return List.of();
        }
        underWay++;
        var group = depart();
        if (group.contains(rider)) {
            return group;
        }
        handOver(group);
        return List.of();
    }

    private static Outcome hear(Rider rider) {
        try {
            return rider.outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BrokerException refused ? refused.again() : e;
        }
    }

    /**
     * Makes a call, tells the others what became of theirs, and has the next call made.
     *
     * @return the leader's task; null where it was refused
     */
    private @Nullable TaskView lead(List<Rider> group, Rider leader) {
        try {
            if (group.size() == 1) {
                return alone(leader);
            }
            var tasks = together(group);
            for (int i = 0; i < tasks.size(); i++) {
                group.get(i).outcome.complete(new Outcome(tasks.get(i), List.of()));
            }
            return tasks.get(group.indexOf(leader));
        } catch (RuntimeException | Error e) {
            group.forEach(rider -> rider.outcome.completeExceptionally(e));
            throw e;
        } finally {
            passOn();
        }
    }

    private synchronized void passOn() {
        if (waiting.isEmpty() || (underWay > 1 && waiting.size() < ENOUGH)) {
            underWay--;
            return;
        }
        handOver(depart());
    }

    private static void handOver(List<Rider> group) {
        group.get(0).outcome.complete(new Outcome(null, group));
    }

    /** Those who waited longest, all where there is room. */
    private List<Rider> depart() {
        var group = new ArrayList<Rider>();
        int bytes = 0;
        while (!waiting.isEmpty() && group.size() < MOST_TASKS && bytes < MOST_BYTES) {
            bytes += waiting.element().body.length;
            group.add(waiting.remove());
        }
        return group;
    }

    /** The task of each; null where it was refused, or there before. */
    private List<@Nullable TaskView> together(List<Rider> group) {
        var batch = new Batch();
        group.forEach(rider -> batch.add(rider.task.id(), rider.body));
        var tasks = new ArrayList<@Nullable TaskView>();
        try {
            var lines = batch.lines(http.call(batch.exchange()), json);
            for (int i = 0; i < lines.size(); i++) {
                tasks.add(task(group.get(i), lines.get(i)));
            }
        } catch (BrokerException e) {
            if (e.status() == 0 || e.status() == UNAVAILABLE) {
                throw e;
            }
            group.forEach(rider -> tasks.add(null));
        }
        return tasks;
    }

    private static @Nullable TaskView task(Rider rider, Batch.Line line) {
        var state = line.state();
        var created = line.createdAt();
        return state == null || created == null ? null : rider.task.accepted(state, created, line.startTime());
    }

    private TaskView alone(Rider rider) {
        var answer = http.call(Exchange.submission("/tasks", new Body("application/json", rider.body)));
        return AnswerText.read(json, new String(answer.body(), StandardCharsets.UTF_8), TaskView.class);
    }

    /** A line of a batch, and as well the body of a call. */
    private byte[] body(TaskRequest task) {
        return (json.toJson(task) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
