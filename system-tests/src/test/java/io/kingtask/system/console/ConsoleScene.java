package io.kingtask.system.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.broker.running.StubProvider;
import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.system.Installation;
import io.kingtask.system.Patience;
import io.kingtask.system.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One system with one browser for all tests of the console. Started by the first, ended after the last. */
final class ConsoleScene implements AutoCloseable {

    static final String ADMIN = "admin-token-0000000";
    static final String READER = "reader-token-000000";

    private static final String TOKENS = "tokens: [{name: alice, role: admin, token: " + ADMIN
            + "}, {name: rob, role: reader, token: " + READER + "}]";

    private static final String AWAIT_FILE = "while [ ! -e \"$1\" ]; do sleep 0.05; done;";

    private final StubProvider provider = StubProvider.start();
    private final Path folder;
    final Installation site;
    final Browser browser;
    private final AtomicInteger gates = new AtomicInteger();
    private Program broker;

    private ConsoleScene(Path folder) throws IOException {
        this.folder = folder;
        site = Installation.in(folder);
        provider.says(List.of("ops"));
        // Where curl and bin/kingtask look for a token.
        Path token = Files.createDirectory(folder.resolve(".kingtask")).resolve("token");
        Files.writeString(token, ADMIN);
        broker = startBroker();
        site.startWorker(
                "worker", "concurrency: 6", "queues: [default, reports, mail]", "kill_grace: 1", "task_run_time: 600");
        site.script("fail", "printf 'it is broken at %s' \"$1\" >&2; exit 3");
        site.script(
                "chatty",
                "i=0; while [ $i -lt 600 ]; do i=$((i+1)); printf '\\033[31mline %d\\033[0m\\n' $i; sleep 0.2; done");
        // Is half done until the file is there that it is given, and a bit further after that.
        site.script(
                "halves",
                "tell() { printf '{\"progress\":%s,\"message\":\"%s\"}\\n' \"$1\" \"$2\" >>\"$KINGTASK_CONTROL\"; };"
                        + " tell 0.5 'one half'; " + AWAIT_FILE + " tell 0.75 'one half and a quarter'; sleep 600");
        // 50 MB in some five seconds, once the file is there that it is given.
        site.script(
                "flood",
                "echo the flood comes; " + AWAIT_FILE
                        + " for i in $(seq 50); do head -c 1048576 /dev/zero | tr '\\0' x | fold -w 99; sleep 0.1; done;"
                        + " echo; echo the flood is over");
        site.script("lines", "seq 1 \"$1\"");
        site.script("echo-all", "printf '%s\\n' \"$@\"");
        browser = Browser.start("http://" + site.address() + "/");
    }

    /** Nothing of what tasks said reaches this client as it does a person: it is for making things ready. */
    BrokerClient client() {
        return site.client();
    }

    TaskRequest submit(TaskRequest task) {
        client().delay(task);
        return task;
    }

    /** Submits a task and waits for its end. */
    TaskRequest run(TaskRequest task) {
        submit(task);
        client().await(task, Duration.ofSeconds(30));
        return task;
    }

    /** A file that a task waits for; {@link #open} makes it. */
    Path gate() {
        return folder.resolve("gate-" + gates.incrementAndGet());
    }

    void open(Path gate) {
        try {
            Files.createFile(gate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void await(TaskRequest task, TaskState state) {
        Patience.until(Duration.ofSeconds(60), () -> task.id() + " " + state, () -> client().find(task.id())
                .filter(view -> view.state() == state)
                .isPresent());
    }

    /** Signs in where it is not done yet. */
    void signIn(String token) {
        if (!browser.text().contains(token.equals(ADMIN) ? "alice" : "rob")) {
            browser.load();
            browser.script(
                    "localStorage.setItem('kingtask.language', 'en');"
                            + "return fetch('api/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'},"
                            + " body: JSON.stringify({token: arguments[0]})})",
                    token);
            browser.load();
        }
        browser.read(token.equals(ADMIN) ? "alice" : "rob");
    }

    void killBroker() {
        broker.kill();
    }

    Program startBroker() {
        broker = site.startBroker(TOKENS, "oidc: " + provider.settings());
        return broker;
    }

    @Override
    public void close() {
        browser.close();
        site.close();
        provider.close();
    }

    /** Hands the scene to tests, or skips them where there is no browser. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ConsoleScene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            assumeTrue(Browser.missing().isEmpty(), () -> Browser.missing().orElse(""));
            return Objects.requireNonNull(context.getRoot()
                    .getStore(Namespace.create(ConsoleScene.class))
                    .getOrComputeIfAbsent(ConsoleScene.class, key -> start(), ConsoleScene.class));
        }

        private static ConsoleScene start() {
            try {
                return new ConsoleScene(Files.createTempDirectory("kingtask-console"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
