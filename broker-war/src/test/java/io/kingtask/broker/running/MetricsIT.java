package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.RedisStore;
import io.kingtask.store.WorkStore.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
class MetricsIT {

    private static final Path MONITORING = Path.of("../server-config/src/main/distribution/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(kingtask|jvm)_\\w+");

    private final Rest reader;
    private final RedisStore store;
    private final Worker worker;

    MetricsIT(BrokerScene scene) {
        reader = scene.admin.as("reader-token-000000");
        store = scene.store;
        worker = scene.worker("metrics");
    }

    @Test
    void metricsTellOfTasksQueuesTimesAndRoundTrips() {
        var submitter = reader.as("submitter-token-000");
        submitter.post("tasks", "{\"executable\":\"e\",\"queue\":\"metrics\"}");
        submitter.post("tasks", "{\"executable\":\"e\",\"queue\":\"metrics\"}");
        store.work().claim(worker, List.of("metrics"), 1);
        var text = reader.get("metrics").http().body();
        assertEquals(1, value(text, "kingtask_queue_pending{queue=\"metrics\"}"), text);
        assertTrue(value(text, "kingtask_tasks{state=\"running\"}") >= 1, text);
        assertTrue(value(text, "kingtask_submissions_total") >= 2, text);
        assertTrue(value(text, "kingtask_task_wait_seconds_bucket{le=\"+Inf\"}") >= 1, text);
        assertTrue(value(text, "kingtask_redis_round_trip_seconds_count") >= 1, text);
        assertEquals(1, value(text, "kingtask_redis_up"), text);
    }

    private static double value(String text, String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void rootHasTheSameBehindTheSameGate() {
        var root = reader.get("../../metrics");
        assertEquals(200, root.status());
        assertTrue(root.header("Content-Type").startsWith("text/plain"), root.header("Content-Type"));
        assertTrue(value(root.http().body(), "kingtask_redis_up") == 1, root.http()::body);
        assertEquals(401, reader.as("").get("../../metrics").status());
        assertEquals(401, reader.as("").get("metrics").status());
    }

    @Test
    void everyMetricOfDashboardAndAlertsExists() throws Exception {
        store.work().heartbeat(worker, Set.of(), List.of(), false);
        var known = reader.get("metrics")
                .http()
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
        for (var file : List.of("grafana-dashboard.json", "alerts.yml")) {
            var named = METRIC.matcher(Files.readString(MONITORING.resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(named.size() > 5, file);
            named.removeAll(known);
            assertEquals(Set.of(), named, file);
        }
    }
}
