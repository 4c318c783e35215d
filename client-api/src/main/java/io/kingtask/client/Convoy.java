package io.kingtask.client;

import io.kingtask.client.Exchange.Body;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the submissions of many threads together: while a call is under way further submissions wait, and the next call takes all of them. It waits a moment for
 * those who have just been answered, too: threads that submit one task after the other stay together. A submission that comes later than that goes at once.
 * There is no thread of its own: each call is made by one of those whose submissions it carries. What a call of many refuses, or finds there already, is submitted
 * once more, alone; so everybody sees the answer to a call of their own.
 */
final class Convoy {

    private static final int MOST_TASKS = 1_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final int UNAVAILABLE = 503;

    /** A call waits for others at most this part of the time that the last one took. */
    private static final int PART = 4;

    private static final long LONGEST_WAIT = Duration.ofMillis(1).toNanos();
    private static final long UNTIL_WOKEN = Duration.ofMinutes(1).toNanos();

    private final BrokerHttp http;
    private final Jsonb json;
    private final Queue<Rider> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** Those whom the last call carried, and those who came meanwhile. */
    private int expected;

    /** When the next call goes with whoever is there. */
    private long departure = System.nanoTime();

    Convoy(BrokerHttp http, Jsonb json) {
        this.http = http;
        this.json = json;
    }

    /** Returns when the task is in Redis; throws what a call of its own would. */
    TaskView submit(TaskRequest task) {
        var rider = new Rider(task);
        if (Durability.REPLICA.word().equals(task.fields().get("durability"))) {
            // The others need not wait for a replica.
            return alone(rider);
        }
        var group = board(rider);
        if (group.size() == 1) {
            return travel(1, () -> alone(rider));
        }
        if (group.size() > 1) {
            lead(group);
        }
        var stored = rider.stored();
        return stored == null ? alone(rider) : stored;
    }

    /** Waits for a call. The rider leads the group that is returned; empty: another one led, and has told the rider. */
    private List<Rider> board(Rider rider) {
        synchronized (this) {
            waiting.add(rider);
            if (!underWay && waiting.size() >= expected) {
                return depart(rider);
            }
        }
        try {
            while (!rider.isTold()) {
                long pause;
                synchronized (this) {
                    pause = pause(rider);
                    if (pause <= 0) {
                        return depart(rider);
                    }
                }
                rider.pause(pause);
            }
            return List.of();
        } finally {
            rider.interruptAtLast();
        }
    }

    /** The first of those who wait looks to the clock; the others are told, or become the first. */
    private long pause(Rider rider) {
        return underWay || waiting.peek() != rider ? UNTIL_WOKEN : departure - System.nanoTime();
    }

    /** The leader and those who waited longest, all where there is room. */
    private List<Rider> depart(Rider leader) {
        underWay = true;
        waiting.remove(leader);
        var group = new ArrayList<>(List.of(leader));
        int bytes = leader.line().length;
        while (!waiting.isEmpty() && group.size() < MOST_TASKS && bytes < MOST_BYTES) {
            bytes += waiting.element().line().length;
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void arrive(int riders, long nanos) {
        underWay = false;
        expected = riders + waiting.size();
        departure = System.nanoTime() + Math.min(nanos / PART, LONGEST_WAIT);
        var first = waiting.peek();
        if (first != null) {
            first.wake();
        }
    }

    private <T> T travel(int riders, Supplier<T> call) {
        long begin = System.nanoTime();
        try {
            return call.get();
        } finally {
            arrive(riders, System.nanoTime() - begin);
        }
    }

    /** Makes the call. The riders then wake one another, two each: the leader alone would take a tenth of a call for it. */
    private void lead(List<Rider> group) {
        int size = group.size();
        try {
            var answers = travel(size, () -> together(group));
            // The last one first: who is told may wake others at once, and those must have been told by then, or they
            // sleep on.
            for (int i = size - 1; i >= 0; i--) {
                var others = group.subList(Math.min(2 * i + 1, size), Math.min(2 * i + 3, size));
                group.get(i).tell(answers.get(i), others);
            }
        } catch (RuntimeException | Error e) {
            group.forEach(rider -> rider.fail(e));
            throw e;
        }
    }

    /** The answer to each; null where the broker is to be asked for each alone. */
    private List<@Nullable String> together(List<Rider> group) {
        var batch = new Batch();
        group.forEach(rider -> batch.add(rider.id(), rider.line()));
        try {
            return batch.lines(http.call(batch.exchange()));
        } catch (BrokerException e) {
            if (e.status() == 0 || e.status() == UNAVAILABLE) {
                throw e;
            }
            return Collections.nCopies(group.size(), null);
        }
    }

    private TaskView alone(Rider rider) {
        var answer = http.call(Exchange.submission("/tasks", new Body("application/json", rider.line())));
        return AnswerText.read(json, new String(answer.body(), StandardCharsets.UTF_8), TaskView.class);
    }
}
