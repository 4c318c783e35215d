package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/kingtask doctor} says of good and bad installations. */
class DoctorIT {

    @TempDir
    private Path folder = Path.of("");

    private Path executables = Path.of("");

    @BeforeEach
    void makeAnExecutable() throws IOException {
        executables = Files.createDirectory(folder.resolve("executables"));
        permit(Files.writeString(executables.resolve("fine"), "#!/bin/sh\n"), "rwxr-xr-x");
    }

    @Test
    void nothingStandsInTheWayOfAGoodInstallation() throws IOException {
        try (var redis = LocalRedis.start()) {
            Path broker = config("broker.yaml", redis.address(), "addr: 127.0.0.1:" + LocalRedis.freePort());
            Path worker = config("worker.yaml", redis.address(), "bin_path: executables");
            Program doctor = doctor("--broker-config", broker.toString(), "--worker-config=" + worker);
            assertEquals(0, doctor.status(), doctor.out() + doctor.err());
            assertTrue(doctor.out().endsWith("Nothing stands in the way.\n"), doctor.out());
            assertTrue(doctor.out().contains("1 in " + executables + ": fine."), doctor.out());
            assertEquals("", doctor.err());
        }
    }

    @Test
    void eachFaultIsSaidWithWhatToDo() throws IOException {
        try (var redis = LocalRedis.start("--appendonly", "no", "--maxmemory-policy", "allkeys-lru");
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            permit(Files.writeString(executables.resolve("open"), "#!/bin/sh\n"), "rwxr-xrwx");
            permit(Files.writeString(executables.resolve("broken"), "#!/no/such/shell\n"), "rwxr-xr-x");
            Path broker = config(
                    "broker.yaml",
                    redis.address(),
                    "addr: 127.0.0.1:" + taken.getLocalPort(),
                    "log_path: executables/fine/logs",
                    "tokens: [{name: me, role: admin, token: short}]");
            permit(broker, "rw-r--r--");
            Path worker = config("worker.yaml", redis.address(), "bin_path: executables");
            Program doctor = doctor("--broker-config", broker.toString(), "--worker-config", worker.toString());
            assertEquals(1, doctor.status(), doctor.out());
            assertSays(
                    doctor.out(),
                    "Set maxmemory-policy noeviction.",
                    "Set appendonly yes",
                    "and no broker answers there",
                    "log_path " + executables.resolve("fine/logs") + " cannot be written",
                    "could be found by trying: me.",
                    "chmod o-rwx " + broker,
                    "chmod o-w " + executables.resolve("open"),
                    "/no/such/shell, which is not on this machine");
            assertFalse(doctor.out().contains("token: short"), doctor.out());
        }
    }

    @Test
    void aWrongConfigurationAndAMissingRedisAreProblemsAsJsonToo() throws IOException {
        Path broker =
                config("broker.yaml", "127.0.0.1:" + LocalRedis.freePort(), "addr: 127.0.0.1:" + LocalRedis.freePort());
        Path worker = config("worker.yaml", "127.0.0.1:1", "bin_path: /no/such", "laese: 3");
        Program doctor = doctor("--json", "--broker-config", broker.toString(), "--worker-config", worker.toString());
        assertEquals(1, doctor.status(), doctor.out());
        assertTrue(doctor.out().startsWith("{\"ok\":false,\"findings\":[{"), doctor.out());
        assertSays(doctor.out(), "does not answer", "laese", "/no/such");
        assertEquals(2, doctor("--bogus").status());
    }

    @Test
    void aWorkerInsideTheServerAndItsConfinementAreLookedAt() throws IOException {
        try (var redis = LocalRedis.start()) {
            Path broker = config(
                    "broker.yaml",
                    redis.address(),
                    "addr: 127.0.0.1:" + LocalRedis.freePort(),
                    "embedded_worker: {bin_path: executables, run_as: no-such-user}");
            Path worker = config("worker.yaml", redis.address(), "bin_path: executables", "limits: {open_files: 64}");
            Program doctor = doctor("--broker-config", broker.toString(), "--worker-config", worker.toString());
            assertEquals(1, doctor.status(), doctor.out());
            assertSays(
                    doctor.out(),
                    "problem  confinement: The worker does not start: run_as: ",
                    "Programs can be run as run_as, limits and isolation want it.");
        }
    }

    private Program doctor(String... arguments) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(arguments));
        Program doctor = Distribution.start(folder, Map.of(), "kingtask", all.toArray(String[]::new));
        doctor.status();
        return doctor;
    }

    private Path config(String name, String redis, String... lines) throws IOException {
        Path file = folder.resolve(name);
        return Files.writeString(file, "redis: " + redis + "\n" + String.join("\n", lines) + "\n");
    }

    private static void permit(Path file, String rights) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + " in:\n" + text);
        }
    }
}
