package io.kingtask.servers;

import io.kingtask.broker.running.StubProvider;
import io.kingtask.store.RedisUnderTest;
import io.kingtask.system.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What the broker on the server works with: a Redis, a worker, an identity provider, and its configuration. Made before the server starts, ended after it has stopped. */
final class Site implements AutoCloseable {

    static final String TOKEN = "admin-token-0000000";
    static final Path SERVER_HOME = Path.of(System.getProperty("server.home", ""));

    private final Installation installation;
    private final StubProvider provider = StubProvider.start();

    private Site() throws IOException {
        installation = Installation.in(Files.createTempDirectory("kingtask-servers"));
        provider.says(List.of("ops"));
        configure();
        installation.script("talk", "for i in $(seq $1); do echo $i; sleep 0.2; done");
        // The second half comes when the file is there that it is given.
        installation.script("halves", "seq 5; while [ ! -e \"$1\" ]; do sleep 0.05; done; seq 6 10");
        installation.startWorker("worker", "concurrency: 4");
    }

    void configure() throws IOException {
        configure(installation.redis(), "oidc: " + provider.settings());
    }

    /**
     * Writes broker.yaml, for the next deployment.
     *
     * @param settings more lines of it
     */
    static void configure(RedisUnderTest redis, String... settings) throws IOException {
        Files.createDirectories(SERVER_HOME);
        Files.writeString(
                SERVER_HOME.resolve("broker.yaml"),
                "redis: " + redis.address() + "\nnot_found_after: 2\ntokens:\n"
                        + "  - {name: a, role: admin, token: " + TOKEN + "}\n"
                        + "  - {name: r, role: reader, token: reader-token-000000}\n"
                        + String.join("\n", settings));
    }

    Installation installation() {
        return installation;
    }

    StubProvider provider() {
        return provider;
    }

    /** @param name of the WAR, which is as it was built */
    static WebArchive war(String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(Path.of(System.getProperty("kingtask.war", "")).toFile())
                .as(WebArchive.class);
    }

    @Override
    public void close() {
        installation.close();
        provider.close();
    }

    /** To be named before Arquillian's extension. */
    static final class Opening implements BeforeAllCallback, ParameterResolver {

        @Override
        public void beforeAll(ExtensionContext context) {
            of(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Site.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return of(context);
        }
    }

    private static Site of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Site.class))
                .getOrComputeIfAbsent(Site.class, key -> open(), Site.class);
    }

    private static Site open() {
        try {
            return new Site();
        } catch (IOException e) {
            throw new IllegalStateException("The tests' Redis and worker could not be started.", e);
        }
    }
}
