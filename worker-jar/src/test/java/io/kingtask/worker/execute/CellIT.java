package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cell.CellException;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.Isolation;
import io.kingtask.worker.config.Limits;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as another user, within limits, and isolated; with the tools of this machine. */
class CellIT {

    private static final Optional<String> NOBODY = Optional.of("nobody");
    private static final OptionalLong ANY = OptionalLong.empty();

    @TempDir
    private Path folder;

    private final Launcher launcher = Launcher.best(true, WorkerCgroup.none("not in this test"), Thread::new);
    private @Nullable Bench bench;

    @BeforeEach
    void letOthersThrough() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void tearDown() throws IOException {
        if (bench != null) {
            var work = bench.temporary;
            bench.close();
            try (var left = Files.list(work)) {
                assertEquals(List.of(), left.toList(), "working folders are removed");
            }
        }
        launcher.tidy();
        assertEquals(List.of(), Bench.zombies());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsAsAnotherUserWithEverythingThatBelongsToATask(boolean isolated) throws Exception {
        assumeRoot();
        var bench = open(NOBODY, Limits.NONE, isolated ? bubblewrap() : Isolation.NONE);
        bench.script(
                "who",
                "#!/bin/sh",
                "id -un; id -Gn; echo \"$HOME\"; pwd | sed 's/.*\\///'; touch made && echo made",
                "cat; cat /dev/stdin; echo '{\"retry_after\": 3}' >> \"$KINGTASK_CONTROL\"",
                "echo out > /proc/self/fd/1; grep NoNewPrivs /proc/self/status; echo why > /proc/self/fd/2; exit 3");
        var finish = bench.run(Tasks.withStdin(Tasks.task("who", List.of()), "in\n"));
        assertEquals("why\n", Bench.error(finish));
        assertEquals(
                List.of("nobody", "nogroup", "/nonexistent", "work", "made", "in", "in", "out", "NoNewPrivs:\t1"),
                Bench.stdout(finish).lines().toList());
        assertEquals(3, finish.exitCode());
        assertEquals(Duration.ofSeconds(3), finish.retryAfter(), "it wrote to the control file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void processThatServesManyTasksIsConfinedToo(boolean isolated) throws Exception {
        assumeRoot();
        var bench = open(NOBODY, Limits.NONE, isolated ? bubblewrap() : Isolation.NONE);
        bench.script(
                "serve",
                "#!/bin/sh",
                "# kingtask: warm",
                "while IFS= read -r line; do",
                "id=${line#*'\"id\":\"'} id=${id%%'\"'*}; touch \"$id\"",
                "echo '{\"id\":\"'$id'\",\"stdout\":\"'$(id -un) $$ $(ls | wc -l)'\"}'; done");
        var first = Bench.stdout(bench.run("serve"));
        assertTrue(first.matches("nobody [0-9]+ 1"), first);
        assertEquals(first, Bench.stdout(bench.run("serve")));
        var late = Tasks.withTimeout(Tasks.task("serve", List.of()), Duration.ofNanos(1));
        assertEquals(Cause.TIMEOUT, bench.run(late).cause());
        assertTrue(Bench.isOk(bench.run("serve")));
    }

    @Test
    void variablesOfATaskMeanNothingToWhatRunsAsRoot() throws Exception {
        assumeRoot();
        var limits = new Limits(OptionalLong.of(9), ANY, ANY, ANY, ANY);
        var bench = open(NOBODY, limits, Isolation.NONE);
        bench.script("env", "#!/bin/sh", "echo \"$ODD\"; env | grep -c HANDED_OVER; env | grep -c '^LD_DEBUG'");
        var traces = folder.resolve("trace").toString();
        var odd = "a'b\"c $HOME `id`\n*";
        var variables = Map.of("LD_DEBUG", "statistics", "LD_DEBUG_OUTPUT", traces, "ODD", odd);
        var finish = bench.run(Tasks.withEnv(Tasks.task("env", List.of()), variables, "00"));
        // The program itself may well trace its loader, as its own user.
        var lines = Bench.stdout(finish).lines().filter(line -> !line.startsWith(" "));
        assertEquals(odd + "\n0\n2", String.join("\n", lines.toList()));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().startsWith(traces)).toList());
        }
        var refused = bench.run(Tasks.withEnv(Tasks.task("env", List.of()), Map.of("a-b", "1"), "00"));
        assertEquals(Cause.LAUNCH_ERROR, refused.cause());
    }

    @Test
    void anotherUserReachesNothingOfTheWorkers() throws Exception {
        assumeRoot();
        var bench = open(NOBODY, Limits.NONE, Isolation.NONE);
        bench.script(
                "pry",
                "#!/bin/sh",
                "cd ../.. && { ls . ; echo x > deadline; rm -rf ../*; } 2>/dev/null; kill -9 $PPID 2>/dev/null; echo"
                        + " alive");
        var finish = bench.run("pry");
        assertEquals("alive", Bench.stdout(finish));
        assertEquals("", Bench.error(finish));
    }

    @Test
    void linkInTheWorkingFolderIsRemovedWithoutWhatItLeadsTo() throws Exception {
        var bench = open(Optional.empty(), Limits.NONE, Isolation.NONE);
        var kept =
                Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "x");
        bench.script("link", "#!/bin/sh", "mkdir -p a/b; ln -s " + kept.getParent() + " a/b/c; ln -s / d; chmod 0 a/b");
        assertTrue(Bench.isOk(bench.run("link")));
        assertTrue(Files.exists(kept));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void limitThatEndsAProgramIsNamed(boolean isolated) throws Exception {
        var limits = new Limits(OptionalLong.of(1), ANY, OptionalLong.of(64), ANY, OptionalLong.of(2000));
        var bench = open(Optional.empty(), limits, isolated ? bubblewrap() : Isolation.NONE);
        bench.script("spin", "#!/bin/sh", "while :; do :; done");
        bench.script("write", "#!/bin/sh", "exec head -c 5000 /dev/zero > file");
        bench.script("files", "#!/bin/sh", "ulimit -n");
        var spin = bench.run("spin");
        assertEquals(Cause.SIGNAL, spin.cause());
        assertEquals(24, spin.signal());
        assertTrue(Bench.error(spin).contains("limits.cpu_seconds"), Bench.error(spin));
        var write = bench.run("write");
        assertEquals(25, write.signal());
        assertTrue(Bench.error(write).contains("2000 bytes that limits.file_size"), Bench.error(write));
        assertEquals("64", Bench.stdout(bench.run("files")));
    }

    @Test
    void programIsEndedInOrderWithinBubblewrap() throws Exception {
        var bench = open(Optional.empty(), Limits.NONE, bubblewrap());
        bench.script(
                "slow", "#!/bin/sh", "trap 'echo cleaned; exit 0' TERM", "echo begun; while :; do sleep 0.05; done");
        bench.script("deaf", "#!/bin/sh", "trap '' TERM; sleep 600.5 & sleep 600.5");
        bench.script("leave", "#!/bin/sh", "setsid sleep 600.5 & echo left");
        var task = Tasks.withTimeout(Tasks.task("slow", List.of()), Duration.ofSeconds(4));
        var slow = assertInstanceOf(RunEnd.Result.class, bench.end(task, bench.politeLease(task)))
                .finish();
        assertEquals(Cause.TIMEOUT, slow.cause());
        assertEquals("begun\ncleaned", Bench.stdout(slow), "it has its time after SIGTERM");
        var deaf = Tasks.withTimeout(Tasks.task("deaf", List.of()), Duration.ofMillis(800));
        assertEquals(Cause.TIMEOUT, bench.run(deaf).cause());
        assertEquals("left", Bench.stdout(bench.run("leave")));
        assertEquals("", running("sleep 600.5"));
    }

    @Test
    void bubblewrapShowsNeitherProcessesNorFilesOfOthers() throws Exception {
        var bench = open(Optional.empty(), Limits.NONE, bubblewrap());
        bench.script(
                "look",
                "#!/bin/sh",
                "ls /proc | grep -c '^[0-9]'; ls ..; ls /tmp | wc -l; touch /tmp/mine /etc/theirs 2>/dev/null; echo $?",
                "kill -SEGV $$");
        var finish = bench.run("look");
        var lines = Bench.stdout(finish).lines().toList();
        assertTrue(Integer.parseInt(lines.get(0)) < 8, "processes of others: " + lines);
        assertEquals(List.of("control", "work"), lines.subList(1, 3));
        assertEquals("1", lines.get(lines.size() - 1), "the file system is for reading only");
        assertEquals(11, finish.signal());
        assertFalse(Files.exists(Path.of("/tmp/mine")));
    }

    @Test
    void textWithoutInterpreterIsNotHandedToAShell() throws Exception {
        var bench = open(Optional.empty(), new Limits(OptionalLong.of(9), ANY, ANY, ANY, ANY), Isolation.NONE);
        bench.script("text", "echo run by a shell");
        assertEquals(Cause.LAUNCH_ERROR, bench.run("text").cause());
    }

    @Test
    void whatThisMachineCannotDoIsSaidAtTheStart() {
        assumeRoot();
        var unknown = failure(new Confinement(Optional.of("no-such-user"), Limits.NONE, Isolation.NONE));
        assertTrue(unknown.contains("no user no-such-user"), unknown);
        var closed = failure(new Confinement(NOBODY, new Limits(ANY, ANY, ANY, ANY, ANY), Isolation.NONE));
        assertTrue(closed.contains("cd"), closed);
        var uncounted = failure(
                new Confinement(Optional.empty(), new Limits(ANY, ANY, ANY, OptionalLong.of(9), ANY), Isolation.NONE));
        assertTrue(uncounted.contains("run_as"), uncounted);
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            var none = failure(new Confinement(Optional.empty(), Limits.NONE, Isolation.SYSTEMD_RUN));
            assertTrue(none.contains("systemd"), none);
        }
    }

    private String failure(Confinement confinement) {
        var closed = folder.resolve(Integer.toString(confinement.hashCode()));
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return String.valueOf(assertThrows(CellException.class, () -> {
                    Files.createDirectory(closed, owner);
                    new Bench(closed, launcher, 1000, confinement, Map.of()).close();
                })
                .getMessage());
    }

    private Bench open(Optional<String> runAs, Limits limits, Isolation isolation) throws IOException {
        var opened = new Bench(folder, launcher, 1 << 20, new Confinement(runAs, limits, isolation), Map.of());
        bench = opened;
        return opened;
    }

    private static String running(String command) throws Exception {
        var process = new ProcessBuilder("ps", "-eo", "stat,args").start();
        var lines =
                new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines();
        return String.join(
                "\n",
                lines.filter(line -> !line.startsWith("Z") && line.endsWith(command))
                        .toList());
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can run programs as another user");
    }

    /** Where it does not work here, the test is skipped, and says why. */
    private static Isolation bubblewrap() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bubblewrap is not installed");
        var trial = new ProcessBuilder(
                        "setsid", "/usr/bin/bwrap", "--ro-bind", "/", "/", "--unshare-pid", "--proc", "/proc", "true")
                .redirectErrorStream(true)
                .start();
        var answer = new String(trial.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assumeTrue(trial.waitFor() == 0, "bubblewrap does not work here: " + answer.strip());
        return Isolation.BUBBLEWRAP;
    }
}
