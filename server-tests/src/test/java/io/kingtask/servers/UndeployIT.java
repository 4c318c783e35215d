package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.TaskRequest;
import io.kingtask.store.RedisUnderTest;
import io.kingtask.system.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

    @Test
    void whatIsUndeployedLeavesNothing(Site site) {
        var redis = site.installation().redis();
        long connections = connections(redis);
        deployer.deploy(BROKER);
        runATask();
        deployer.undeploy(BROKER);
        Patience.until(
                PATIENCE,
                () -> connections + " connections to Redis, there are " + connections(redis),
                () -> connections(redis) == connections);
        ServerProcess.find()
                .ifPresent(server -> Patience.until(
                        PATIENCE,
                        () -> "the end of the broker's threads:\n" + server.threadsWith("io.kingtask"),
                        () -> server.threadsWith("io.kingtask").isEmpty()));
    }

    private static void runATask() {
        var broker = new Broker(URI.create("http://127.0.0.1:" + System.getProperty("port.http") + "/"));
        try (var client = broker.client()) {
            var task = TaskRequest.of("example", "12", "45").delay(Duration.ofMillis(200));
            client.delay(task);
            assertEquals("57", client.await(task, PATIENCE).result());
        }
        broker.api().get("/stats", Map.of());
    }

    private static long connections(RedisUnderTest redis) {
        var address = redis.address().split(":");
        try (var jedis = new Jedis(address[0], Integer.parseInt(address[1]))) {
            return jedis.clientList().lines().count();
        }
    }
}
