package io.kingtask.bench;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import io.kingtask.system.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast tasks are taken in: one by one beside a no-op of the same server, in batches, and from the Java client. */
final class Submissions implements Scenario {

    private static final int CONNECTIONS = 32;
    private static final int CLIENT_THREADS = 8;
    private static final int BATCH = 10_000;
    private static final int BATCHES = 10;
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final String TASK = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"]}";

    @Override
    public String name() {
        return "submissions";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> single = new ArrayList<>();
        List<Double> nothing = new ArrayList<>();
        List<Double> batch = new ArrayList<>();
        List<Double> client = new ArrayList<>();
        try (Installation installation = workshop.installation()) {
            // Nothing runs them, and nothing is to give them up meanwhile.
            installation.startBroker("auth: off", "not_found_after: 100000");
            singles(installation);
            noOps(installation);
            batches(installation);
            clients(installation);
            for (int i = 0; i < rounds; i++) {
                double before = noOps(installation);
                single.add(singles(installation));
                nothing.add((before + noOps(installation)) / 2);
                batch.add(batches(installation));
                client.add(clients(installation));
            }
        }
        return List.of(
                new Figure("single submissions, of a no-op", "calls/s", single, nothing, Goal.atLeast(0.75)),
                new Figure("submissions in batches", "tasks/s", batch, List.of(), Goal.atLeast(30_000)),
                new Figure("submissions by the Java client", "tasks/s", client, List.of(), Goal.atLeast(10_000)));
    }

    private static double singles(Installation installation) throws Exception {
        return load(installation, "POST", "/api/v1/tasks", TASK);
    }

    private static double noOps(Installation installation) throws Exception {
        return load(installation, "GET", "/api/v1/health/live", "");
    }

    private static double load(Installation installation, String method, String path, String body) throws Exception {
        return Crowd.perSecond(CONNECTIONS, LENGTH, () -> {
            Connection connection = Workshop.connect(installation);
            byte[] request =
                    connection.request(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
            return new Crowd.Member(() -> connection.send(request), connection);
        });
    }

    private static double batches(Installation installation) throws Exception {
        try (Api api = new Api(installation)) {
            long start = System.nanoTime();
            api.submitAll(TASK, BATCH * BATCHES);
            return BATCH * BATCHES * 1e9 / (System.nanoTime() - start);
        }
    }

    private static double clients(Installation installation) throws Exception {
        try (BrokerClient client =
                BrokerClient.builder().address(installation.address()).build()) {
            return Crowd.perSecond(
                    CLIENT_THREADS,
                    LENGTH,
                    () -> new Crowd.Member(() -> client.delay(TaskRequest.of("add", "12", "45")), () -> {}));
        }
    }
}
