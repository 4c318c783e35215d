package io.kingtask.launcher;

import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.ClusterCommandResult.ExitStatus;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Payara Micro with the application at the context root {@code /}, in this process. */
final class BrokerServer {

    private static final String SERVER_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String LISTENERS =
            "configs.config.server-config.network-config.network-listeners.network-listener.";
    private static final String PROTOCOLS = "configs.config.server-config.network-config.protocols.protocol.";
    private static final String HTTPS = PROTOCOLS + "https-listener.";

    /** The server's own default lets no EJB timer fire sooner than a second after it was made. */
    private static final String SHORTEST_TIMER =
            "configs.config.server-config.ejb-container.ejb-timer-service.minimum-delivery-interval-in-millis";

    /** The server would show metrics of its own below {@code /metrics}, to everybody. */
    private static final String OWN_METRICS = "configs.config.server-config.microprofile-metrics-configuration.enabled";

    /**
     * Opening a listener late turns the server's single sign-on on. It stands before every request, and a submission, whose answer comes from
     * another thread, would leave its request's context on the thread that took it.
     */
    private static final String SIGN_ON = "configs.config.server-config.http-service.virtual-server.server.sso-enabled";

    private BrokerServer() {}

    /**
     * Returns when requests are served. From the beginning on, the end of the process stops the server and removes its folder.
     */
    static void start(Path home, ServerSettings settings) throws IOException, ServerFailedException {
        ServerFolder folder = ServerFolder.make();
        // The server is unpacked already: its jars are those that the manifest of this one names, in this one's folder.
        System.setProperty("fish.payara.micro.BootJar", ServerSettings.ownJar().toString());
        System.setProperty(
                "fish.payara.micro.UnpackDir", home.resolve("lib/server").toString());
        String listener = LISTENERS + (settings.tls().isPresent() ? "https-listener." : "http-listener.");
        if (settings.tls().isPresent()) {
            layOutKeyStore(folder, settings.tls().get());
        }
        PayaraMicroBoot server = instance();
        GracefulStop.install(server, folder, settings.workerStop());
        server.setPreBootHandler(commands -> {
            set(commands, LISTENERS + "http-listener.enabled", "false");
            set(commands, listener + "enabled", "false");
            set(commands, listener + "address", settings.host());
            set(commands, listener + "port", String.valueOf(settings.port()));
            set(commands, HTTPS + "ssl.cert-nickname", PemKeyPair.ALIAS);
            // A client that hangs up would be a page of stack trace in the log, and HTTP/1.1 does all that is needed.
            set(commands, HTTPS + "http.http2-enabled", "false");
            // By default a connection is closed after 250 requests, which a busy client sends in a second.
            set(commands, PROTOCOLS + "http-listener.http.max-connections", "-1");
            set(commands, HTTPS + "http.max-connections", "-1");
            set(commands, SHORTEST_TIMER, "1");
            set(commands, OWN_METRICS, "false");
            set(commands, SIGN_ON, "false");
        });
        // Opened sooner, the port would answer every path with a page that says 404, and for a moment with an empty
        // 500.
        Path onceDeployed = folder.write("once-deployed", "set " + listener + "enabled=true\n");
        create(
                "--rootdir",
                folder.path().toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--contextroot",
                "/",
                "--deploy",
                home.resolve("lib/broker/kingtask-broker.war").toString(),
                "--postdeploycommandfile",
                onceDeployed.toString());
        if (server.getRuntime().getDeployedApplicationNames().isEmpty()) {
            throw new ServerFailedException("the application was not deployed; the log says why");
        }
    }

    /** The password is made up, and known to this process alone. */
    private static void layOutKeyStore(ServerFolder folder, PemKeyPair tls) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path file = folder.writeSecret("keystore.p12", tls.keyStore(password.toCharArray()));
        System.setProperty("javax.net.ssl.keyStore", file.toString());
        System.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.keyStorePassword", password);
    }

    private static void set(AdminCommandRunner commands, String name, String value) {
        ClusterCommandResult result = commands.run("set", name + "=" + value);
        if (result.getExitStatus() == ExitStatus.FAILURE) {
            throw new IllegalStateException("The server refused the value " + value + " of " + name);
        }
    }

    private static PayaraMicroBoot instance() {
        return (PayaraMicroBoot) call("getInstance", new Class<?>[0]);
    }

    private static void create(String... arguments) throws ServerFailedException {
        try {
            call("create", new Class<?>[] {String[].class}, (Object) arguments);
        } catch (IllegalStateException e) {
            throw new ServerFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The class that the starter's own main method calls; it is in no artifact that could be compiled against. */
    private static Object call(String method, Class<?>[] types, Object... arguments) {
        try {
            return Class.forName(SERVER_CLASS).getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the server failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The distribution's folder lib/server is not complete", e);
        }
    }
}
