package io.kingtask.examples;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.Submission;
import io.kingtask.client.TaskRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Submits a hundred tasks in one call, waits for each and prints the sum of their results: {@code 10100}. */
public final class MyBatch {

    private MyBatch() {}

    public static void main(String[] commandLine) {
        var address = commandLine.length > 0 ? commandLine[0] : "127.0.0.1:9595";
        List<TaskRequest> tasks = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            tasks.add(TaskRequest.of("example", Integer.toString(i), Integer.toString(i))
                    .retryAfter(1, 5));
        }
        try (var broker = BrokerClient.builder().address(address).build()) {
            for (var outcome : broker.delayAll(tasks)) {
                if (outcome instanceof Submission.Refused refused) {
                    System.err.println(refused.id() + " was refused: " + refused.problem());
                }
            }
            long sum = 0;
            for (var task : tasks) {
                var view = broker.await(task, Duration.ofMinutes(1));
                var result = view.result();
                if (result == null || result.isEmpty()) {
                    System.err.println(
                            task.id() + " has no result; it is " + view.state().word());
                    continue;
                }
                sum += Long.parseLong(result);
            }
            System.out.println(sum);
        }
    }
}
