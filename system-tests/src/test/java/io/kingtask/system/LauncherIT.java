package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bin/broker and bin/worker say before anything runs. */
class LauncherIT {

    @TempDir
    Path folder;

    @Test
    void theBrokerNamesEveryProblemOfItsConfiguration() throws IOException {
        Path config = Files.writeString(
                folder.resolve("b.yaml"),
                "addr : nowhere\nlog_level: loud\nresult_keep_time: x\nrediss: a\nmax_pending: -1\n");
        Program broker = Distribution.start(folder, Map.of(), "broker", "-config=" + config);
        assertEquals(2, broker.status());
        assertNames(broker.err(), config, "addr", "log_level", "result_keep_time", "max_pending", "rediss");
    }

    @Test
    void theWorkerNamesEveryProblemOfItsConfiguration() throws IOException {
        Path config = Files.writeString(
                folder.resolve("w.yaml"), "bin_path: /no/such\nlease: abc\nconcurrency: 0\nlaese: 1\n");
        Program worker = Distribution.start(folder, Map.of(), "worker", "-config=" + config);
        assertEquals(2, worker.status());
        assertNames(worker.err(), config, "bin_path", "lease", "concurrency", "laese");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "worker"})
    void aMissingFileAndAWrongOptionEndWithStatus2(String program) {
        Program missing = Distribution.start(folder, Map.of(), program, "--config", "none.yaml");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("none.yaml: cannot be read: there is no such file"), missing.err());
        assertEquals(2, Distribution.start(folder, Map.of(), program, "--bogus").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "worker", "kingtask"})
    void helpAndVersionNeedNothing(String program) {
        Program help = Distribution.start(folder, Map.of(), program, "--help");
        assertEquals(0, help.status());
        assertTrue(help.out().contains("Usage: "), help.out() + help.err());
        Program version = Distribution.start(folder, Map.of(), program, "--version");
        assertEquals(0, version.status());
        assertTrue(version.out().matches("kingtask .*0\\.1\\.0\\s*"), version.out());
    }

    @Test
    void theScriptsFindTheirHomeThroughSymbolicLinks() throws IOException {
        Path far = Files.createSymbolicLink(
                folder.resolve("a link"), Distribution.home().resolve("bin/broker"));
        Path near = Files.createSymbolicLink(folder.resolve("second"), far.getFileName());
        Program broker = Program.start(folder, Map.of(), List.of(near.toString(), "--version"));
        assertEquals(0, broker.status(), broker.err());
    }

    @Test
    void aMissingJavaIsSaidPlainly() {
        Program broker = Distribution.start(folder, Map.of("JAVA_HOME", "/no/java"), "broker", "--version");
        assertEquals(1, broker.status());
        assertTrue(broker.err().contains("needs Java 17 or newer: JAVA_HOME is /no/java"), broker.err());
    }

    @Test
    void aTakenPortIsSaidPlainly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Program broker = Distribution.start(folder, Map.of("KINGTASK_ADDR", address), "broker");
            assertEquals(1, broker.status());
            assertTrue(broker.err().startsWith("The broker cannot start: addr " + address), broker.err());
        }
    }

    private static void assertNames(String text, Path config, String... keys) {
        for (String key : keys) {
            assertTrue(text.contains(config + ": " + key + ": "), key + " in:\n" + text);
        }
    }
}
