package io.kingtask.worker.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.settings.ListenAddress;
import io.kingtask.worker.execute.RunEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsServerIT {

    @Test
    void workerTellsItsSlotsRunsAndRoundTrips() throws Exception {
        var metrics = new WorkerMetrics();
        var address = new ListenAddress("127.0.0.1", freePort());
        var server = MetricsServer.start(address, metrics);
        try {
            metrics.showSlots("w-1", 4, () -> 3);
            metrics.ended(new RunEnd.Lost(), Duration.ofMillis(20));
            metrics.roundTrip(700_000);
            var answer = get(address, "/metrics");
            assertEquals(200, answer.statusCode());
            for (var line : new String[] {
                "kingtask_slots{kind=\"busy\",worker=\"w-1\"} 3.0",
                "kingtask_slots{kind=\"total\",worker=\"w-1\"} 4.0",
                "kingtask_task_run_seconds_bucket{end=\"lost\",le=\"0.03\"} 1",
                "kingtask_redis_round_trip_seconds_count 1"
            }) {
                assertTrue(answer.body().lines().anyMatch(line::equals), () -> line + " in\n" + answer.body());
            }
            assertEquals(404, get(address, "/").statusCode());
            assertThrows(IOException.class, () -> MetricsServer.start(address, metrics));
        } finally {
            server.close();
        }
    }

    private static HttpResponse<String> get(ListenAddress address, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
