package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.process.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executable's world, with real programs. */
class TaskRunnerIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        bench = new Bench(folder, Launcher.best(true, WorkerCgroup.none("not in this test"), Thread::new), MEBIBYTE);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void stdoutIsTheResult() throws Exception {
        bench.script("add", "#!/bin/sh", "echo $(($1 + $2))");
        var finish = bench.run("add", "12", "45");
        assertTrue(Bench.isOk(finish));
        assertEquals("57", Bench.stdout(finish));
        assertEquals(0, finish.exitCode());
    }

    /** As after a suspension of the worker between its claim and the start: somebody else may have run the task meanwhile. */
    @Test
    void leaseThatEndsWhileTheRunIsPreparedStartsNoProgram() throws Exception {
        var ran = bench.temporary.resolve("ran");
        bench.script("mark", "#!/bin/sh", "touch " + ran);
        var task = Tasks.task("mark", List.of());
        var looks = new AtomicInteger();
        var time = new LeaseTime(
                Duration.ofSeconds(60),
                Bench.KILL_GRACE,
                () -> looks.getAndIncrement() < 2 ? 0 : Duration.ofSeconds(60).toNanos());

        assertInstanceOf(RunEnd.Lost.class, bench.end(task, new LeasedRun(task.run(), time, 0)));
        assertFalse(Files.exists(ran));
    }

    @Test
    void argumentsArriveByteForByte() throws Exception {
        bench.script("args", "#!/bin/sh", "for a in \"$@\"; do printf '[%s]' \"$a\"; done");
        var args = List.of(
                "",
                "a b",
                " ",
                "'",
                "\"",
                "\\",
                "a\nb\n",
                "\t",
                "$HOME",
                "`id`",
                "*",
                "-n",
                "--",
                "žluťoučký",
                "任务",
                "🦊",
                "\u0001");
        var expected = new StringBuilder();
        args.forEach(arg -> expected.append('[').append(arg).append(']'));
        assertEquals(expected.toString(), Bench.stdout(bench.run(Tasks.task("args", args))));
    }

    @Test
    void manyAndLongArgumentsArrive() throws Exception {
        bench.script("size", "#!/bin/sh", "printf '%s %s' $# ${#1}");
        assertEquals("1 131000", Bench.stdout(bench.run("size", "x".repeat(131_000))));
        assertEquals(
                "10000 1", Bench.stdout(bench.run(Tasks.task("size", java.util.Collections.nCopies(10_000, "x")))));
    }

    @Test
    void stdinIsReadOrNot() throws Exception {
        bench.script("count", "#!/bin/sh", "wc -c | tr -d ' '");
        bench.script("ignore", "#!/bin/sh", "exec true");
        var text = "é".repeat(MEBIBYTE / 2);
        assertEquals("1048576", Bench.stdout(bench.run(Tasks.withStdin(Tasks.task("count", List.of()), text))));
        assertTrue(Bench.isOk(bench.run(Tasks.withStdin(Tasks.task("ignore", List.of()), text))));
        assertEquals("0", Bench.stdout(bench.run("count")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 75, 126, 127, 255})
    void statusIsKept(int status) throws Exception {
        bench.script("exit", "#!/bin/sh", "exit " + status);
        var finish = bench.run("exit");
        assertEquals(Cause.EXIT_CODE, finish.cause());
        assertEquals(status, finish.exitCode());
        assertNull(finish.signal());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 11, 15})
    void signalIsKept(int signal) throws Exception {
        bench.script("die", "#!/bin/sh", "kill -" + signal + " $$", "sleep 5");
        var finish = bench.run("die");
        assertEquals(Cause.SIGNAL, finish.cause());
        assertEquals(signal, finish.signal());
        assertNull(finish.exitCode());
    }

    @Test
    void environmentIsWhatTheContractLists() throws Exception {
        bench.script("names", "#!/bin/sh", "tr '\\0' '\\n' < /proc/$$/environ");
        var task = Tasks.withEnv(
                Tasks.task("names", List.of()),
                Map.of("OWN", "é\nb", "CONFIGURED", "over"),
                "00-" + TRACE + "-00f067aa0ba902b7-01");
        var lines = Bench.stdout(bench.run(task));
        var names = new TreeSet<String>();
        lines.lines()
                .filter(line -> line.contains("="))
                .forEach(line -> names.add(line.substring(0, line.indexOf('='))));
        names.removeIf(name ->
                name.startsWith("LC_") || List.of("LANG", "TZ", "TMPDIR").contains(name));
        assertEquals(
                new TreeSet<>(List.of(
                        "CONFIGURED",
                        "HOME",
                        "KINGTASK_ATTEMPT",
                        "KINGTASK_CONTROL",
                        "KINGTASK_DEADLINE",
                        "KINGTASK_FENCE",
                        "KINGTASK_QUEUE",
                        "KINGTASK_TASK_ID",
                        "OWN",
                        "PATH",
                        "TRACEPARENT")),
                names);
        assertTrue(lines.contains("OWN=é\nb"));
        assertTrue(lines.contains("CONFIGURED=over"));
        assertTrue(lines.contains("KINGTASK_TASK_ID=" + task.id()));
        assertTrue(lines.contains("KINGTASK_FENCE=7"));
        assertTrue(
                lines.matches("(?s).*TRACEPARENT=00-" + TRACE + "-(?!00f067aa0ba902b7)[0-9a-f]{16}-01(\n.*)?"), lines);
    }

    @Test
    void programHasThreeDescriptorsAndItsOwnGroup() throws Exception {
        bench.script("fds", "#!/bin/sh", "ls /proc/$$/fd", "ps -o pgid= -p $$", "echo $$");
        var words = Bench.stdout(bench.run("fds")).strip().split("\\s+", -1);
        var numbers = new ArrayList<>(List.of(words));
        var pid = numbers.remove(numbers.size() - 1);
        var group = numbers.remove(numbers.size() - 1);
        assertEquals(pid, group);
        // The shell itself holds its script open, at 10 or above.
        numbers.removeIf(number -> Integer.parseInt(number) >= 10);
        assertEquals(List.of("0", "1", "2"), numbers);
    }

    @Test
    void signalsAreAtTheirDefaults() throws Exception {
        bench.script("signals", "#!/bin/sh", "exec grep -E 'SigBlk|SigIgn' /proc/self/status");
        for (var line : Bench.stdout(bench.run("signals")).lines().toList()) {
            // The C library keeps 32 and 33 for itself and has them ignored.
            assertEquals(0, Long.parseUnsignedLong(line.replaceAll(".*\\s", ""), 16) & 0x7fffffffL, line);
        }
    }

    @Test
    void workingFolderIsFreshAndRemoved() throws Exception {
        bench.script(
                "folder",
                "#!/bin/sh",
                "ls -A; pwd; mkdir -p a/b; echo x > a/b/c; ln -s " + bench.bin + " link; chmod 500 a/b a");
        var path = Bench.stdout(bench.run("folder"));
        assertTrue(path.startsWith(bench.temporary.toRealPath().toString()), path);
        assertFalse(Files.exists(Path.of(path).getParent()));
        assertTrue(Files.exists(bench.bin.resolve("folder")));
    }
}
