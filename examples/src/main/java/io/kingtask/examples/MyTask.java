package io.kingtask.examples;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerException;
import io.kingtask.client.TaskRequest;
import java.util.List;

/** Submits {@code example 12 45}, waits two seconds and prints the reply: {@code {1 1 57}}. */
public final class MyTask {

    private MyTask() {}

    public static void main(String[] commandLine) throws InterruptedException {
        var brokerAddress = commandLine.length > 0 ? commandLine[0] : "127.0.0.1:9595";
        // Arguments of the executable.
        var args = List.of("12", "45");
        // After a failure it is run again 5 s later; when that fails too, 8 s later; then 9 s later.
        var retryIntervals = new int[] {5, 8, 9};

        try (var broker = new BrokerClient(brokerAddress)) {
            // First: the name of the executable. Second: its arguments, always strings. Third: when it is to start, in
            // epoch
            // seconds; a moment in the future is waited for, 0 is now. Fourth: the pauses before it is run again.
            var task = TaskRequest.of("example", args, 0, retryIntervals);
            broker.delay(task);
            Thread.sleep(2000);
            // First 1: there is a result. Second 1: the task succeeded. Then the result.
            System.out.println(broker.getResult(task));
        } catch (BrokerException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
