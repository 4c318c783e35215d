package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.Isolation;
import io.kingtask.worker.config.Limits;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executables that are wanted with a SHA-256, by the worker or by the task, and the digest that each run keeps. */
class PinsIT {

    private static final Limits SOME = new Limits(
            OptionalLong.of(100),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    @TempDir
    private Path folder;

    private @Nullable Bench bench;

    @AfterEach
    void tearDown() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void runKeepsTheDigestOfItsFile() throws Exception {
        var bench = open(Limits.NONE, Map.of());
        bench.script("free", "#!/bin/sh", "echo free");
        var first = digest("free");
        assertEquals(first, bench.run("free").sha256());
        assertEquals(first, bench.run("free").sha256());
        Files.writeString(bench.bin.resolve("free"), "#!/bin/sh\necho f2ee\n");
        var second = bench.run("free");
        assertEquals("f2ee", Bench.stdout(second));
        assertEquals(digest("free"), second.sha256(), "a file that was changed is read again");
    }

    @Test
    void fileOfAnotherContentIsRefusedWhateverItsTimes() throws Exception {
        var bench = open(Limits.NONE, Map.of("mine", sha256("#!/bin/sh\necho good\n")));
        bench.script("mine", "#!/bin/sh", "echo good");
        var file = bench.bin.resolve("mine");
        var old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);
        assertEquals("good", Bench.stdout(bench.run("mine")));
        Files.writeString(file, "#!/bin/sh\necho evil\n");
        Files.setLastModifiedTime(file, old);
        var refused = bench.run("mine");
        assertEquals(Cause.NOT_EXECUTABLE, refused.cause());
        assertTrue(Bench.error(refused).contains(digest("mine")), Bench.error(refused));
        assertTrue(Bench.error(refused).contains("the worker's configuration wants"), Bench.error(refused));
    }

    @Test
    void taskNamesTheDigestThatItWants() throws Exception {
        var bench = open(Limits.NONE, Map.of());
        bench.script("mine", "#!/bin/sh", "echo \"${0##*/}\"");
        var task = Tasks.task("mine", List.of());
        assertEquals("mine", Bench.stdout(bench.run(Tasks.withSha256(task, digest("mine")))));
        var refused = bench.run(Tasks.withSha256(task, "0".repeat(64)));
        assertEquals(Cause.NOT_EXECUTABLE, refused.cause());
        assertTrue(Bench.error(refused).contains("the task wants " + "0".repeat(64)), Bench.error(refused));
    }

    @Test
    void pinnedProgramIsStartedFromTheOpenFile() throws Exception {
        for (var limits : List.of(Limits.NONE, SOME)) {
            var place = Files.createDirectory(folder.resolve(limits.equals(SOME) ? "wrapped" : "bare"));
            try (var bench = new Bench(place, launcher(), 1000, confined(limits), Map.of())) {
                var file = bench.bin.resolve("readlink");
                Files.copy(Path.of("/usr/bin/readlink"), file, StandardCopyOption.COPY_ATTRIBUTES);
                var pinned = Tasks.withSha256(Tasks.task("readlink", List.of("/proc/self/exe")), digest(file));
                var finish = bench.run(pinned);
                assertEquals(file.toRealPath().toString(), Bench.stdout(finish), Bench.error(finish));
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
                assertEquals(Cause.NOT_EXECUTABLE, bench.run(pinned).cause());
            }
        }
    }

    @Test
    void whatEverybodyMayWriteToIsNotRun() throws Exception {
        var bench = open(Limits.NONE, Map.of());
        bench.script("mine", "#!/bin/sh", "echo run");
        var file = bench.bin.resolve("mine");
        mode(file, "rwxrwxr-x");
        assertEquals("run", Bench.stdout(bench.run("mine")), "a group is trusted");
        mode(file, "rwxr-xrwx");
        var refused = bench.run("mine");
        assertEquals(Cause.NOT_EXECUTABLE, refused.cause());
        assertTrue(Bench.error(refused).contains("everybody may write to " + file.toRealPath()), Bench.error(refused));
        mode(file, "rwxr-xr-x");
        mode(bench.bin, "rwxrwxrwx");
        assertEquals(Cause.NOT_EXECUTABLE, bench.run("mine").cause());
        new ProcessBuilder("chmod", "1777", bench.bin.toString()).start().waitFor();
        assertEquals(Cause.NOT_EXECUTABLE, bench.run("mine").cause(), "a sticky folder lets everybody add names");
        mode(bench.bin, "rwxr-xr-x");
        assertEquals("run", Bench.stdout(bench.run("mine")));
    }

    @Test
    void folderOnTheWayToALinkedFileCountsToo() throws Exception {
        var bench = open(Limits.NONE, Map.of());
        bench.script("real", "#!/bin/sh", "echo run");
        var within = Files.createDirectory(bench.bin.resolve("within"));
        Files.move(bench.bin.resolve("real"), within.resolve("real"));
        Files.createSymbolicLink(bench.bin.resolve("alias"), Path.of("within/real"));
        assertEquals("run", Bench.stdout(bench.run("alias")));
        mode(within, "rwxr-xrwx");
        assertEquals(Cause.NOT_EXECUTABLE, bench.run("alias").cause());
    }

    private Bench open(Limits limits, Map<String, String> pins) throws IOException {
        var opened = new Bench(folder, launcher(), 1 << 20, confined(limits), pins);
        bench = opened;
        return opened;
    }

    private static Confinement confined(Limits limits) {
        return new Confinement(Optional.empty(), limits, Isolation.NONE);
    }

    private static Launcher launcher() {
        return Launcher.best(true, WorkerCgroup.none("not in this test"), Thread::new);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String digest(String name) throws Exception {
        return digest(folder.resolve("bin").resolve(name));
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String sha256(String text) throws Exception {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
