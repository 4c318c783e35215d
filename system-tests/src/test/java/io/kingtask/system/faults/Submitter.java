package io.kingtask.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Submits plans through brokers in turn, each until it is acknowledged; a call that failed is repeated at the next broker. */
final class Submitter {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    private final List<String> brokers;
    private final String durability;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();

    Submitter(List<String> brokers, String durability) {
        this.brokers = brokers;
        this.durability = durability;
    }

    /** One call for one task, with its own id or an Idempotency-Key. */
    void single(Plan plan) throws InterruptedException {
        HttpResponse<String> answer = untilAnswered(() -> {
            HttpRequest.Builder call = call("/tasks", "application/json", plan.json(durability));
            return plan.id() == null ? call.header("Idempotency-Key", plan.idempotencyKey()) : call;
        });
        Matcher id = ID.matcher(answer.body());
        if (!id.find()) {
            throw new AssertionError("no id in " + answer.body());
        }
        acknowledge(plan, id.group(1));
    }

    /** One call for many tasks with ids; those that are refused for now are sent again. */
    void batch(List<Plan> plans) throws InterruptedException {
        List<Plan> left = plans;
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (!left.isEmpty()) {
            String body = left.stream().map(plan -> plan.json(durability)).collect(Collectors.joining("\n"));
            HttpResponse<String> answer = untilAnswered(() -> call("/tasks/batch", "application/x-ndjson", body));
            left = unacknowledged(left, answer.body().lines().toList());
            if (!left.isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("still refused: " + answer.body());
                }
                repeated.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private List<Plan> unacknowledged(List<Plan> plans, List<String> lines) {
        if (lines.size() != plans.size()) {
            throw new AssertionError(lines.size() + " lines for " + plans.size() + " tasks");
        }
        List<Plan> left = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher id = ID.matcher(lines.get(i));
            if (lines.get(i).startsWith("{\"problem\"")) {
                left.add(plans.get(i));
            } else if (id.find()) {
                acknowledge(plans.get(i), id.group(1));
            } else {
                throw new AssertionError("neither id nor problem: " + lines.get(i));
            }
        }
        return left;
    }

    private void acknowledge(Plan plan, String id) {
        String before = acknowledged.putIfAbsent(plan.number(), id);
        if ((before != null && !before.equals(id))
                || (plan.id() != null && !plan.id().equals(id))) {
            throw new AssertionError(plan + " was acknowledged as " + before + " and as " + id);
        }
    }

    private interface Call {
        HttpRequest.Builder toBroker();
    }

    private HttpResponse<String> untilAnswered(Call call) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = http.send(call.toBroker().build(), BodyHandlers.ofString());
                if (answer.statusCode() / 100 == 2) {
                    return answer;
                }
                if (answer.statusCode() < 500 && answer.statusCode() != 429 && answer.statusCode() != 404) {
                    throw new AssertionError(answer.statusCode() + ": " + answer.body());
                }
                last = answer.statusCode() + ": " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            }
            repeated.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no broker took it for " + LONGEST_OUTAGE.toSeconds() + " s: " + last);
    }

    /** The call to the broker whose turn it is. A broker that boots serves its port with 404 before the application is there. */
    private HttpRequest.Builder call(String path, String type, String body) {
        String broker = brokers.get(Math.floorMod(turn.getAndIncrement(), brokers.size()));
        return HttpRequest.newBuilder(URI.create("http://" + broker + "/api/v1" + path))
                .timeout(LONGEST_CALL)
                .header("Authorization", "Bearer " + Site.TOKEN)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    /** The id under which each plan was acknowledged. */
    Map<Integer, String> acknowledged() {
        return acknowledged;
    }

    /** How often a call, or part of a batch, had to be made again. */
    int repeated() {
        return repeated.get();
    }
}
