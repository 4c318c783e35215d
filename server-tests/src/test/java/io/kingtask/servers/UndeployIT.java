package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.store.LocalRedis;
import io.kingtask.system.Patience;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** The broker at the root of the server comes, goes, and leaves nothing. Payara Micro goes with it. */
@RunAsClient
@ExtendWith({Site.Opening.class, ArquillianExtension.class})
class UndeployIT {

    private static final String BROKER = "broker";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private Deployer deployer;

    @Deployment(name = BROKER, managed = false, testable = false)
    static WebArchive deployment() {
        return Site.war(System.getProperty("server.root-archive", "kingtask.war"));
    }

    /** With a Redis that nobody else asks. */
    @Test
    void whatIsUndeployedLeavesNothing(Site site) throws IOException {
        try (var redis = LocalRedis.start()) {
            Site.configure(redis);
            deployer.deploy(BROKER);
            promoteATask();
            deployer.undeploy(BROKER);
            Patience.until(
                    PATIENCE,
                    () -> "the end of the broker's connections to Redis:\n" + connections(redis),
                    () -> connections(redis).size() == 1);
            ServerProcess.find()
                    .ifPresent(server -> Patience.until(
                            PATIENCE,
                            () -> "the end of the broker's threads:\n" + server.threadsWith("io.kingtask"),
                            () -> server.threadsWith("io.kingtask").isEmpty()));
        } finally {
            Site.configure(site.installation().redis());
        }
    }

    private static void promoteATask() {
        var broker = new Broker(URI.create("http://127.0.0.1:" + System.getProperty("port.http") + "/"));
        try (var client = broker.client()) {
            var task = TaskRequest.of("example", "12", "45").delay(Duration.ofMillis(200));
            assertEquals(TaskState.SCHEDULED, client.delay(task).state());
            Patience.until(
                    PATIENCE,
                    () -> "the promotion of " + task.id(),
                    () -> client.find(task.id()).orElseThrow().state() != TaskState.SCHEDULED);
        }
    }

    /** One is that of who asks. */
    private static List<String> connections(LocalRedis redis) {
        try (var jedis = new Jedis("127.0.0.1", redis.port())) {
            return jedis.clientList().lines().toList();
        }
    }
}
