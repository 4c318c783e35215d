package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.OutputEvent;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskRequest;
import io.kingtask.system.Program;
import io.kingtask.system.TaskFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml at work: two brokers behind the proxy, a worker, Redis under Sentinels, Prometheus; Grafana alone is missing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static ComposeSite site;
    private static BrokerClient client;

    @BeforeAll
    static void start() throws IOException {
        ComposeSite.assumePossible(folder);
        site = ComposeSite.start(folder);
        client = BrokerClient.builder()
                .address(site.address("proxy") + ":8080")
                .token(Files.readString(folder.resolve("secrets/admin_token")))
                .build();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            client.close();
            site.close();
        }
    }

    @Test
    @Order(1)
    void everyServiceIsHealthyAndTheExampleGivesItsResult() {
        TaskRequest task = TaskRequest.of("example", "12", "45");
        client.delay(task);
        client.await(task, PATIENCE);
        assertEquals("{1 1 57}", client.getResult(task).toString());
        site.running().forEach(container -> assertTrue(container.isHealthy(), container::name));
        String brokers =
                site.container("broker-1").log() + site.container("broker-2").log();
        assertTrue(brokers.contains("\"from\":\"" + site.outside() + "\""), brokers); // not the proxy's
    }

    @Test
    @Order(2)
    void outputPassesTheProxyWhileTheProgramRuns() {
        String id = client.delay(TaskRequest.of("clock").delay(Duration.ofSeconds(1)))
                .id();
        List<Long> late = new ArrayList<>();
        try (var follow = client.follow(id, OutputName.STDOUT)) {
            while (follow.next() instanceof OutputEvent.Text text) {
                long now = System.currentTimeMillis();
                text.text()
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> late.add(now - Long.parseLong(line)));
            }
        }
        assertEquals(30, late.size());
        late.sort(null);
        assertTrue(late.get(15) < 500, late::toString);
    }

    @Test
    @Order(3)
    void aProgramsOrphansLeaveNoZombiesToTheFirstProcess() {
        for (int i = 0; i < 5; i++) {
            TaskRequest task = TaskRequest.of("orphan");
            client.delay(task);
            client.await(task, PATIENCE);
        }
        PlainContainer worker = site.container("worker");
        PlainHost.await(
                "no zombie in\n" + worker.processes(), () -> !worker.processes().contains("Z "));
    }

    @Test
    @Order(4)
    void panelsAndAlertsAreEvaluatedOverWhatIsMeasured() throws IOException {
        Monitor monitor = new Monitor(site.address("prometheus") + ":9090");
        PlainHost.await("all are scraped", () -> monitor.query("up == 1").size() == 3);
        client.delay(TaskRequest.of("flaky", "2").retryAfter(0.1));
        List<String> panels = Dashboard.read(ComposeSite.file("distribution/monitoring/grafana-dashboard.json"))
                .expressions("5s");
        Set<String> silent = panels.stream()
                .filter(expression -> !expression.contains("oldest"))
                .collect(Collectors.toSet());
        PlainHost.await("data of " + silent, () -> {
            silent.removeIf(expression -> !monitor.query(expression).isEmpty());
            return silent.isEmpty();
        });
        PlainHost.await(
                "all rules evaluated: " + monitor.rules(),
                () -> monitor.rules().size() == 8 && monitor.rules().stream().allMatch(rule -> rule.contains(" ok ")));
        assertFalse(
                monitor.rules().toString().contains("firing"), monitor.rules().toString());
    }

    @Test
    @Order(5)
    void nothingIsLostWhenABrokerAndThePrimaryAreKilled() throws IOException {
        try (TaskFlow flow = new TaskFlow(client)) {
            flow.awaitAccepted(50);
            site.container("broker-1").kill();
            flow.awaitAccepted(flow.accepted() + 50);
            site.container("redis-1").kill();
            flow.awaitAccepted(flow.accepted() + 50);
            site.start("redis-1").awaitHealthy();
            flow.awaitAccepted(flow.accepted() + 50);
            flow.stop();
            flow.assertEachHasItsResult();
        }
        Program audit = site.container("broker-2")
                .exec(List.of("/opt/kingtask/bin/kingtask", "--token-file", "/run/secrets/admin_token", "audit"));
        assertEquals(0, audit.status(), () -> audit.out() + audit.err());
        PlainHost.await("one follows the other", () -> followers() == 1);
    }

    /** Each writes down who it follows, so that a restart of everything leaves the roles as they are. */
    private static long followers() {
        try {
            long followers = 0;
            for (String name : List.of("redis-2", "redis-3")) {
                String settings = Files.readString(folder.resolve("volumes/" + name + "/redis.conf"));
                followers += settings.lines()
                        .filter(line -> line.startsWith("replicaof "))
                        .count();
            }
            return followers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(6)
    void everyServiceStopsInOrder() throws IOException {
        assertEquals(0, site.container("worker").stop());
        assertEquals(0, site.container("broker-2").stop());
    }
}
