package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.process.Launcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs write, little or much, with real programs. */
class OutputIT {

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
    void aMebibyteComesBackWhole() throws Exception {
        bench.script("big", "#!/bin/sh", "head -c 1048576 /dev/zero | tr '\\0' x");
        assertEquals("x".repeat(MEBIBYTE), Bench.stdout(bench.run("big")));
    }

    @Test
    void tenMebibytesAreBoundedAndNoFailure() throws Exception {
        bench.script("big", "#!/bin/sh", "printf head; head -c 10485760 /dev/zero | tr '\\0' x; printf tail");
        var finish = bench.run("big");
        assertTrue(Bench.isOk(finish));
        var text = Bench.stdout(finish);
        assertTrue(text.startsWith("headxxx") && text.endsWith("xxxtail"));
        assertTrue(text.contains("\n… 9437192 bytes dropped …\n"));
    }

    @Test
    void bothOutputsAtOnceDoNotBlock() throws Exception {
        bench.script(
                "both",
                "#!/bin/sh",
                "for i in 1 2 3 4 5 6 7 8; do head -c 200000 /dev/zero; head -c 200000 /dev/zero >&2; done");
        var finish = bench.run("both");
        assertEquals(Cause.STDERR, finish.cause());
        assertTrue(Bench.stdout(finish).contains("bytes dropped"));
        assertTrue(Bench.error(finish).contains("bytes dropped"));
    }

    @Test
    void bytesThatAreNoTextSurvive() throws Exception {
        bench.script("bytes", "#!/bin/sh", "printf '\\000\\377\\200a\\r\\n\\001'");
        assertArrayEquals(
                new byte[] {0, (byte) 0xff, (byte) 0x80, 'a', '\r', '\n', 1},
                bench.run("bytes").stdout().bytes());
    }

    @Test
    void stderrTextIsTheError() throws Exception {
        bench.script("err", "#!/bin/sh", "printf 'args count must be two' >&2");
        assertArrayEquals(
                "args count must be two".getBytes(StandardCharsets.UTF_8),
                bench.run("err").error().bytes());
    }
}
