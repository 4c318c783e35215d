package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.system.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** The broker, with a worker inside of it and at the root of the server where that can be, comes, goes, and leaves nothing. Payara Micro goes with it. */
@RunAsClient
@ExtendWith({Site.Opening.class, ArquillianExtension.class})
class UndeployIT {

    private static final String BROKER = "broker";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Payara Server has a JNA of its own, which applications get: its thread waits half a minute for more and then ends. */
    private static final Duration PATIENCE_WITH_JNA = Duration.ofSeconds(90);

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = BROKER, managed = false, testable = false)
    static WebArchive deployment() {
        return Site.war(System.getProperty("server.root-archive", "kingtask.war"));
    }

    /** With a Redis that nobody else asks: what runs, runs in the server. */
    @Test
    void whatIsUndeployedLeavesNothing(Site site) throws IOException {
        var installation = site.installation();
        var pids = installation.folder().resolve("pids");
        installation.script("tree", "sleep 600 & echo $$ $! > \"$1.new\"; mv \"$1.new\" \"$1\"; wait");
        try (var redis = LocalRedis.start()) {
            Site.configure(
                    redis,
                    "embedded_worker: {bin_path: " + installation.executables()
                            + ", concurrency: 2, shutdown_grace: 0.2, kill_grace: 1}");
            deployer.deploy(BROKER);
            var running = leaveATaskRunning(pids);
            deployer.undeploy(BROKER);
            Patience.until(PATIENCE, () -> "the end of " + programs(pids), () -> programs(pids)
                    .isEmpty());
            assertIsHandedBack(running, redis);
            assertNothingIsLeft(redis);
        } finally {
            site.configure();
        }
    }

    private static String leaveATaskRunning(Path pids) {
        var root = System.getProperty("server.root", "/");
        var broker = new Broker(URI.create("http://127.0.0.1:" + System.getProperty("port.http") + root));
        try (var client = broker.client()) {
            var timed = TaskRequest.of("example", "12", "45").delay(Duration.ofMillis(200));
            assertEquals(TaskState.SCHEDULED, client.delay(timed).state());
            assertEquals("57", client.await(timed, PATIENCE).result());
            var tree = TaskRequest.of("tree", pids.toString());
            client.delay(tree);
            Patience.until(PATIENCE, () -> "the programs of " + tree.id(), () -> Files.exists(pids));
            return tree.id().toString();
        }
    }

    private static List<ProcessHandle> programs(Path pids) {
        try {
            return Stream.of(Files.readString(pids).strip().split(" "))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertIsHandedBack(String id, LocalRedis redis) {
        try (var store = RedisStore.open(RedisAddress.parse(redis.address()), 1)) {
            Patience.until(PATIENCE, () -> "the return of " + id, () -> store.tasks()
                    .find(id)
                    .filter(task -> task.state() == TaskState.PENDING && task.attempt() == 0)
                    .isPresent());
        }
    }

    private static void assertNothingIsLeft(LocalRedis redis) {
        Patience.until(
                PATIENCE,
                () -> "the end of the broker's connections to Redis:\n" + connections(redis),
                () -> connections(redis).size() == 1);
        ServerProcess.find().ifPresent(server -> {
            assertNoThreads(server, "io.kingtask", PATIENCE);
            assertNoThreads(server, "com.sun.jna", PATIENCE_WITH_JNA);
        });
    }

    private static void assertNoThreads(ServerProcess server, String ours, Duration patience) {
        Patience.until(
                patience,
                () -> "the end of the broker's threads:\n" + server.threadsWith(ours),
                () -> server.threadsWith(ours).isEmpty());
    }

    /** One is that of who asks. */
    private static List<String> connections(LocalRedis redis) {
        try (var jedis = new Jedis("127.0.0.1", redis.port(), (int) PATIENCE.toMillis())) {
            return jedis.clientList().lines().toList();
        }
    }
}
