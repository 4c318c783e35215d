package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.OutputEvent;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Output that is followed while a program runs, over a broker and a worker as they are shipped. */
@Timeout(120)
class LiveOutputIT {

    private static final long MEGABYTE = 1_000_000;
    private static final long FLOOD = 50 * 1_048_576L;

    @TempDir
    static Path folder;

    private static Installation installation;
    private static Program worker;
    private static Program broker;
    private static BrokerClient client;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.in(folder);
        broker = installation.startBroker();
        worker = startSmallWorker();
        client = installation.client();
        installation.script("clock", "for i in $(seq 30); do date +%s%3N; sleep 0.3; done");
        installation.script(
                "flood",
                "printf head; while [ ! -e \"$1\" ]; do sleep 0.05; done;"
                        + " for i in $(seq 50); do head -c 1048576 /dev/zero | tr '\\0' x; sleep 0.15; done; printf tail");
        // Each attempt goes on until there is a file for it.
        installation.script(
                "twice",
                "printf \"$KINGTASK_ATTEMPT \"; while [ ! -e \"$1-$KINGTASK_ATTEMPT\" ]; do sleep 0.05; done;"
                        + " [ $KINGTASK_ATTEMPT = 2 ]");
    }

    /** It ends by itself when it needs more than a little heap. */
    private static Program startSmallWorker() throws IOException {
        Path config = Files.writeString(
                folder.resolve("worker.yaml"),
                "redis: " + installation.redis().address() + "\nbin_path: " + installation.executables()
                        + "\nconcurrency: 2\n");
        Map<String, String> heap = Map.of("KINGTASK_JAVA_OPTS", "-Xmx40m");
        return Distribution.start(folder, heap, "worker", "--config", config.toString())
                .await(" started");
    }

    @AfterAll
    static void stop() {
        worker.close();
        installation.close();
    }

    @Test
    void linesAppearWhileTheProgramRuns() {
        TaskRequest task = TaskRequest.of("clock").delay(Duration.ofSeconds(1));
        List<Long> late = new ArrayList<>();
        String id = client.delay(task).id();
        try (var follow = client.follow(id, OutputName.STDOUT)) {
            OutputEvent event = follow.next();
            assertEquals(TaskState.RUNNING, client.find(id).orElseThrow().state());
            while (event instanceof OutputEvent.Text text) {
                long now = System.currentTimeMillis();
                text.text()
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> late.add(now - Long.parseLong(line)));
                event = follow.next();
            }
            assertEquals(new OutputEvent.End(TaskState.SUCCEEDED), event);
        }
        assertEquals(30, late.size());
        late.sort(null);
        System.out.printf(
                "lines came %d ms (median), %d ms (longest) after they were written%n", late.get(15), late.get(29));
        assertTrue(late.get(15) < 500, late::toString);
    }

    @Test
    void aFurtherAttemptBeginsAnew() throws IOException {
        Path gate = folder.resolve("followed");
        String id = client.delay(TaskRequest.of("twice", gate.toString()).retryAfter(1))
                .id();
        List<String> seen = new ArrayList<>();
        try (var follow = client.follow(id, OutputName.STDOUT)) {
            OutputEvent event;
            do {
                event = follow.next();
                seen.add(event instanceof OutputEvent.Text text ? text.text() : event.toString());
                if (event instanceof OutputEvent.Text text) {
                    Files.createFile(Path.of(gate + "-" + text.text().strip()));
                }
            } while (!(event instanceof OutputEvent.End));
        }
        assertEquals(List.of("1 ", "Attempt[attempt=2]", "2 ", "End[state=SUCCEEDED]"), seen);
    }

    @Test
    void fiftyMegabytesAreFollowedWithoutBeingHeld() throws Exception {
        client.await(client.delay(TaskRequest.of("example", "1", "2")).id(), Duration.ofSeconds(30));
        long workerBefore = resident(worker);
        long brokerBefore = resident(broker);
        Path gate = folder.resolve("flood-gate");
        String id = client.delay(TaskRequest.of("flood", gate.toString())).id();
        long text = 0;
        long dropped = 0;
        long begin = System.nanoTime();
        try (var follow = client.follow(id, OutputName.STDOUT)) {
            OutputEvent event = follow.next();
            Files.createFile(gate);
            while (!(event instanceof OutputEvent.End)) {
                if (event instanceof OutputEvent.Text piece) {
                    text += piece.text().length();
                } else if (event instanceof OutputEvent.Gap gap) {
                    dropped += gap.dropped();
                }
                event = follow.next();
            }
        }
        assertEquals(FLOOD + 8, text + dropped);
        assertTrue(text > 2 * MEGABYTE, "followed: " + text);
        long workerGrowth = resident(worker) - workerBefore;
        long brokerGrowth = resident(broker) - brokerBefore;
        System.out.printf(
                "50 MB in %d ms: %d bytes followed; the worker grew by %d MB, the broker by %d MB; Redis had %d MB at most%n",
                (System.nanoTime() - begin) / 1_000_000,
                text,
                workerGrowth / MEGABYTE,
                brokerGrowth / MEGABYTE,
                redisPeak() / MEGABYTE);
        assertTrue(worker.isAlive(), worker::err);
        assertTrue(workerGrowth < 50 * MEGABYTE, "the worker grew by " + workerGrowth);
        assertTrue(redisPeak() < 40 * MEGABYTE, "Redis had " + redisPeak());
        String kept = new String(client.output(id, OutputName.STDOUT), StandardCharsets.UTF_8);
        assertTrue(kept.startsWith("headxxx") && kept.endsWith("xxxtail"));
        assertTrue(kept.contains(" bytes dropped …\n"));
        assertTrue(kept.length() < 1_100_000);
    }

    @Test
    void nothingIsToldOfWhatNobodyFollows() throws IOException {
        Path gate = folder.resolve("unfollowed");
        for (int attempt = 1; attempt <= 2; attempt++) {
            Files.createFile(Path.of(gate + "-" + attempt));
        }
        String id = client.delay(TaskRequest.of("twice", gate.toString()).retryAfter(1))
                .id();
        client.await(id, Duration.ofSeconds(30));
        try (var redis = new Jedis("redis://" + installation.redis().address())) {
            assertFalse(redis.keys("*live*").stream().anyMatch(key -> key.contains(id)));
        }
    }

    private static long redisPeak() {
        try (var redis = new Jedis("redis://" + installation.redis().address())) {
            return redis.info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory_peak:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long resident(Program program) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(program.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }
}
