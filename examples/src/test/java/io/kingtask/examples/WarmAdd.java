package io.kingtask.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a program says that adds integers, started by hand and as one that serves many tasks. */
final class WarmAdd {

    private WarmAdd() {}

    /** @param tells whether it speaks of its progress */
    static void says(List<String> program, boolean tells) throws Exception {
        var byHand = new ArrayList<>(program);
        byHand.addAll(List.of("12", "45"));
        assertEquals(new Program.Ended(0, "57\n", ""), Program.run(byHand, Map.of()));

        var tasks = task("first", "12", "45") + task("second", "1", "a\n\"b\\ é") + task("third", "-3", "1");
        var ended = Program.run(program, Map.of("KINGTASK_WARM", "1"), tasks);
        assertEquals(0, ended.status(), ended.err());
        var answers = ended.out()
                .lines()
                .map(WarmAdd::read)
                .filter(line -> !line.containsKey("progress"))
                .toList();
        assertEquals(tells ? 5 : 3, ended.out().lines().count(), ended.out());
        assertEquals("57", answers.get(0).getString("stdout").strip());
        assertEquals("first", answers.get(0).getString("id"));
        assertEquals(64, answers.get(1).getInt("exit_code"));
        assertTrue((answers.get(1).getString("stderr", "") + ended.err()).contains("é"));
        assertEquals("-2", answers.get(2).getString("stdout").strip());
    }

    private static String task(String id, String... args) {
        var all = Json.createArrayBuilder();
        List.of(args).forEach(all::add);
        return Json.createObjectBuilder()
                        .add("id", id)
                        .add("executable", "add")
                        .add("args", all)
                        .add("stdin", "")
                        .add("attempt", 1)
                        .add("queue", "default")
                        .add("deadline", 1_900_000_000)
                        .add("fence", 1)
                        .add("env", Json.createObjectBuilder())
                        .add("directory", "/tmp")
                        .build()
                        .toString()
                + "\n";
    }

    private static JsonObject read(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
