package io.kingtask.examples;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerException;
import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import io.kingtask.client.OutputEvent;
import io.kingtask.client.OutputName;
import io.kingtask.client.Submission;
import io.kingtask.client.TaskFilter;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pieces of README.md and docs/client.md, so that the compiler sees them. */
final class ClientPage {

    private ClientPage() {}

    static void readme() {
        try (var broker = new BrokerClient("127.0.0.1:9595")) {
            var task = TaskRequest.of("example", "12", "45").retryAfter(5, 8, 9);
            broker.delay(task);
            broker.await(task, Duration.ofSeconds(30));
            System.out.println(broker.getResult(task)); // {1 1 57}
        }
    }

    static void submit() {
        try (var broker = new BrokerClient("127.0.0.1:9595")) {
            var task = TaskRequest.of("example", "12", "45").retryAfter(5, 8, 9);
            broker.delay(task);
            var ended = broker.await(task, Duration.ofSeconds(30));
            if (ended.state() == TaskState.SUCCEEDED) {
                System.out.println(ended.result()); // 57
            } else {
                System.out.println(ended.state() + " " + ended.cause() + ": " + ended.error());
            }
        }
    }

    static void build(String secret) {
        var broker = BrokerClient.builder()
                .address("broker-1:9595")
                .address("broker-2:9595") // asked when the first one fails
                .token(secret)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        broker.close();
    }

    static TaskRequest request(Instant tonight) {
        var task = TaskRequest.of("report", "--month", "2026-11")
                .at(tonight) // or delay(Duration)
                .retryAfter(60, 300)
                .queue("reports")
                .priority(7)
                .timeout(Duration.ofMinutes(10))
                .stdin("…")
                .env(Map.of("REGION", "eu"))
                .failureRule(FailureRule.EXIT_CODE)
                .resultKeepTime(Duration.ofDays(7))
                .durability(Durability.REPLICA);
        return task;
    }

    static void many(BrokerClient broker, List<TaskRequest> tasks) {
        for (var outcome : broker.delayAll(tasks)) {
            if (outcome instanceof Submission.Refused refused) {
                System.err.println(refused.id() + ": " + refused.problem());
            }
        }
    }

    static void change(BrokerClient broker, String id, Instant tomorrow) {
        broker.cancel(id); // also while it runs
        broker.retry(id);
        broker.reschedule(id, tomorrow);
        broker.find(id).ifPresent(view -> System.out.println(view.attempts()));
        var failed = broker.list(TaskFilter.all().state(TaskState.FAILED).queue("reports"));
        System.out.println(failed.items().size());
        System.out.println(broker.json("/queues", Map.of())); // whatever else REST has to read
    }

    static void follow(BrokerClient broker, String id) {
        try (var output = broker.follow(id, OutputName.STDOUT)) {
            var event = output.next();
            while (!(event instanceof OutputEvent.End)) {
                if (event instanceof OutputEvent.Text text) {
                    System.out.println(text.text());
                }
                event = output.next();
            }
        }
    }

    static void refused(BrokerClient broker, TaskRequest task) {
        try {
            broker.delay(task);
        } catch (BrokerException e) {
            switch (e.code()) {
                case "invalid_request" -> System.err.println(e.errors());
                case "too_many_pending" -> System.err.println("Full; again in " + e.retryAfter());
                case BrokerException.UNREACHABLE -> System.err.println("No broker, in six tries.");
                default -> throw e;
            }
        }
    }

    /** A bean of the application. */
    @ApplicationScoped
    static class Orders {

        private final BrokerClient broker;

        @Inject
        Orders(BrokerClient broker) {
            this.broker = broker;
        }

        String bill(long order) {
            var task = TaskRequest.of("bill", Long.toString(order)).retryAfter(10, 60, 600);
            broker.delay(task);
            return task.id();
        }
    }
}
