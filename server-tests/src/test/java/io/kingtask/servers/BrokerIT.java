package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kingtask.system.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker on the server, with a worker beside it: one deployment for all. */
@RunAsClient
@ExtendWith({Site.Opening.class, ArquillianExtension.class})
class BrokerIT implements OidcContract, RunningContract, SurfaceContract, TimersContract, TlsContract {

    private static final String SERVER = System.getProperty("arquillian.launch");

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private URL url;

    @Deployment(testable = false)
    static WebArchive deployment() {
        return Site.war("kingtask.war");
    }

    @BeforeAll
    static void sayWhenItIsReady() {
        ServerProcess.find()
                .ifPresent(process -> System.out.printf(
                        Locale.ROOT,
                        "%s was ready after %.1f s%n",
                        SERVER,
                        process.age().toMillis() / 1e3));
    }

    @AfterAll
    static void sayWhatItTakes() throws IOException {
        var process = ServerProcess.find();
        if (process.isPresent()) {
            System.out.println(SERVER + " has " + process.get().megabytes() + " MB in memory");
        }
    }

    /** Payara Micro has no such file: it logs to standard output. */
    @Test
    void theServersLogFileTellsOfTheBroker() {
        var file = System.getProperty("server.log");
        if (file != null) {
            // A server may write it a moment later.
            Patience.until(
                    Duration.ofSeconds(30), () -> log(file), () -> log(file).contains("The broker uses Redis at"));
            assertFalse(log(file).contains(Site.TOKEN));
        }
    }

    private static String log(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Broker broker() {
        return Broker.at(url);
    }
}
