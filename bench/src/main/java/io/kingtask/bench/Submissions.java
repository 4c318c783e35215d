package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
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
    private static final int BATCHED = 100_000;
    private static final Duration LENGTH = Duration.ofSeconds(4);

    /** Until the slower compiler has done its work in such a broker, and in the client. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    @Override
    public String name() {
        return "submissions";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var figures = new ArrayList<>(ofBroker(workshop, effort));
        figures.add(ofBusyBroker(workshop, effort));
        return figures;
    }

    private List<Figure> ofBroker(Workshop workshop, Effort effort) throws Exception {
        var single = new Series("single submissions, beside a no-op", "calls/s", Goal.atLeast(0.75));
        var batch = new Series("submissions in NDJSON batches", "tasks/s", Goal.atLeast(30_000));
        var client = byClient("submissions by the Java client");
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            var load = new Load(installation, effort);
            load.singles(); // for the virtual machines to be warm
            load.batches();
            load.clients(LENGTH);
            load.noOps();
            for (int i = 0; i < effort.runs(); i++) {
                double before = load.noOps();
                double singles = load.singles();
                single.add(singles, (before + load.noOps()) / 2);
                batch.add(load.batches());
                client.add(load.clients(LENGTH));
            }
        }
        return List.of(
                single.of(name(), CONNECTIONS + " connections"),
                batch.of(name(), "one connection"),
                client.of(name(), CLIENT_THREADS + " threads, each waits for its acknowledgement"));
    }

    private Figure ofBusyBroker(Workshop workshop, Effort effort) throws Exception {
        var client = byClient("submissions by the Java client to a busy broker");
        try (Installation installation = workshop.installation()) {
            installation.startBroker(Workshop.BOTH_COMPILERS, "auth: off");
            var load = new Load(installation, effort);
            load.clients(WARM_UP);
            for (int i = 0; i < effort.runs(); i++) {
                client.add(load.clients(LENGTH));
            }
        }
        return client.of(name(), CLIENT_THREADS + " threads, both compilers, warm");
    }

    private static Series byClient(String name) {
        return new Series(name, "tasks/s", Goal.atLeast(10_000));
    }

    private record Load(Installation installation, Effort effort) {

        double singles() throws Exception {
            return perSecond("POST", "/api/v1/tasks", Workshop.TASK);
        }

        double noOps() throws Exception {
            return perSecond("GET", "/api/v1/health/live", "");
        }

        private double perSecond(String method, String path, String body) throws Exception {
            return Crowd.perSecond(CONNECTIONS, effort.of(LENGTH), () -> {
                Connection connection = Workshop.connect(installation);
                byte[] request =
                        connection.request(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
                return new Crowd.Member(() -> connection.send(request), connection);
            });
        }

        double batches() throws Exception {
            int tasks = effort.of(BATCHED);
            try (Api api = new Api(installation)) {
                long start = System.nanoTime();
                api.submitAll(Workshop.TASK, tasks);
                return tasks * 1e9 / (System.nanoTime() - start);
            }
        }

        double clients(Duration length) throws Exception {
            try (BrokerClient client =
                    BrokerClient.builder().address(installation.address()).build()) {
                return Crowd.perSecond(
                        CLIENT_THREADS,
                        effort.of(length),
                        () -> new Crowd.Member(() -> client.delay(TaskRequest.of("add", "12", "45")), () -> {}));
            }
        }
    }
}
