package io.kingtask.system.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file to which every run of the program appends a line at its begin and one at its end. */
final class RunLog {

    /** Arguments: plan, attempts that fail, seconds. Each line is one write with O_APPEND, so lines do not mix. */
    static final String SCRIPT = """
            #!/bin/sh
            say() {
              read -r up idle < /proc/uptime
              echo "$1 $2 $KINGTASK_TASK_ID $KINGTASK_ATTEMPT $KINGTASK_FENCE $HISTORY_WORKER $up" >> "$HISTORY_LOG"
            }
            say begin "$1"
            [ "$3" = 0.00 ] || sleep "$3"
            say end "$1"
            if [ "$KINGTASK_ATTEMPT" -le "$2" ]; then exit 1; fi
            echo "done $1"
            """;

    private RunLog() {}

    /** The runs of each plan, in the order of their begins. */
    static Map<Integer, List<Run>> read(Path file) throws IOException {
        Map<String, Run> runs = new HashMap<>();
        Map<Integer, List<String>> order = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int number = 0; number < lines.size(); number++) {
            String[] words = lines.get(number).split(" ", -1);
            if (words.length != 7) {
                throw new AssertionError("line " + number + " of the log is broken: " + lines.get(number));
            }
            double time = Double.parseDouble(words[6]);
            String key = words[2] + " " + words[4] + " " + words[5];
            if (words[0].equals("begin")) {
                Run run = new Run(
                        Integer.parseInt(words[1]),
                        words[2],
                        Integer.parseInt(words[3]),
                        Long.parseLong(words[4]),
                        words[5],
                        number,
                        time,
                        null,
                        0);
                if (runs.put(key, run) != null) {
                    throw new AssertionError("two programs for one run: " + lines.get(number));
                }
                order.computeIfAbsent(run.plan(), plan -> new ArrayList<>()).add(key);
            } else {
                int line = number;
                runs.computeIfPresent(key, (same, run) -> run.ended(line, time));
            }
        }
        Map<Integer, List<Run>> byPlan = new TreeMap<>();
        order.forEach(
                (plan, keys) -> byPlan.put(plan, keys.stream().map(runs::get).toList()));
        return byPlan;
    }
}
