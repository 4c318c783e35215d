package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ./quickstart.sh over what the build has just made. */
class QuickstartIT {

    @TempDir
    Path folder;

    @Test
    void onceItPrintsTheReplyAndLeavesNothingBehind() throws IOException {
        Path temp = Files.createDirectory(folder.resolve("temp folder"));
        try (LocalRedis redis = LocalRedis.start();
                Program quickstart = start(
                        Map.of("TMPDIR", temp.toString()),
                        "--once",
                        "--redis=" + redis.address(),
                        "--port",
                        String.valueOf(LocalRedis.freePort()))) {
            assertEquals(0, quickstart.status(), () -> quickstart.out() + quickstart.err());
            assertTrue(quickstart.out().contains("\n{1 1 57}\n"), quickstart.out());
            try (var left = Files.list(temp)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    void wrongOptionsEndWithStatus2() {
        for (String option : List.of("--bogus", "--port=abc", "--port", "--port=0", "--redis")) {
            assertEquals(2, start(Map.of(), option).status(), option);
        }
        assertEquals(0, start(Map.of(), "--help").status());
    }

    private Program start(Map<String, String> environment, String... options) {
        var command = new java.util.ArrayList<String>();
        command.add(Distribution.sources().resolve("quickstart.sh").toString());
        command.addAll(List.of(options));
        return Program.start(folder, environment, command);
    }
}
