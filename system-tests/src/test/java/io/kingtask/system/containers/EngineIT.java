package io.kingtask.system.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import io.kingtask.system.Distribution;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** docker-compose.yml with a container engine; it builds the images, so it must reach the base image and Debian's packages. */
class EngineIT {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void theExampleGivesItsResultThroughTheProxy() throws IOException {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "No container engine answers on this machine");
        Path secrets = folder.resolve("secrets");
        String make = ComposeSite.file("containers/make-secrets").toString();
        assertEquals(
                0,
                Program.start(folder, Map.of(), List.of(make, secrets.toString()))
                        .status());
        try (ComposeContainer compose = new ComposeContainer(compose(secrets).toFile())
                .withBuild(true)
                .withExposedService(
                        "proxy", 8080, Wait.forHttp("/api/v1/health/ready").withStartupTimeout(LONGEST))) {
            compose.start();
            String address = compose.getServiceHost("proxy", 8080) + ":" + compose.getServicePort("proxy", 8080);
            try (BrokerClient client = BrokerClient.builder()
                    .address(address)
                    .token(Files.readString(secrets.resolve("admin_token")))
                    .build()) {
                TaskRequest task = TaskRequest.of("example", "12", "45");
                client.delay(task);
                client.await(task, Duration.ofMinutes(1));
                assertEquals("{1 1 57}", client.getResult(task).toString());
            }
        }
    }

    /** With secrets of the test's own, and without ports that others may have. */
    private Path compose(Path secrets) throws IOException {
        Path sources = Distribution.sources();
        String text = Files.readString(sources.resolve("docker-compose.yml"))
                .replace("./secrets/", secrets + "/")
                .replace("./server-config/", sources + "/server-config/")
                .replace("context: server-config", "context: " + sources + "/server-config")
                .replace("./examples/", sources + "/examples/")
                .replaceAll("(?m)^    ports: .*\n", "");
        return Files.writeString(folder.resolve("docker-compose.yml"), text);
    }
}
