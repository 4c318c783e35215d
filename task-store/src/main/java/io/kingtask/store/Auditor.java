package io.kingtask.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts all tasks and compares with the ledger. Tasks move while they are counted, a piece at a time; so when the ledger changed
 * meanwhile the count is made again, and under steady load the verdict rests on the ledger's own sum and on the tasks in doubt.
 */
final class Auditor {

    private static final int TRIES = 3;

    /** Bounds the time for which Redis serves nobody else. */
    private static final int BUDGET = 5_000;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    Auditor(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    /** One pass over all tasks: the ledger when it began and when it ended. */
    private record Pass(
            Map<String, Long> before, Map<String, Long> after, Map<String, Long> counted, List<String> doubts) {

        boolean isStill() {
            return before.equals(after);
        }
    }

    Audit audit() {
        var pass = count();
        for (int tried = 1; tried < TRIES && !pass.isStill(); tried++) {
            pass = count();
        }
        var states = Ledger.states(pass.after());
        var counted = Ledger.states(pass.counted());
        counted.put(
                Ledger.EXPIRED,
                pass.after().getOrDefault(Ledger.ACCEPTED, 0L)
                        - sum(pass.counted())
                        - pass.doubts().size());
        var lost = lost();
        long accepted = pass.after().getOrDefault(Ledger.ACCEPTED, 0L);
        boolean agree = !pass.isStill() || states.equals(counted);
        return new Audit(
                accepted == sum(states) && agree && pass.doubts().isEmpty() && lost.number() == 0,
                accepted,
                states,
                counted,
                Stream.concat(pass.doubts().stream(), lost.ids().stream())
                        .limit(Audit.MOST_DOUBTS)
                        .toList());
    }

    /** Pending tasks that no list leads to: how many at least, and those of them that were found. */
    private record Lost(long number, List<String> ids) {}

    private Lost lost() {
        long number = 0;
        var ids = new ArrayList<String>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = RedisKeys.PENDING.in(partition);
            for (var queue : scripts.call(() -> scripts.redis().hkeys(key))) {
                var arguments = new ScriptArguments().add(queue).add(BUDGET);
                var answer = ScriptAnswers.list(scripts.run(Script.AUDIT_QUEUE, partition, arguments));
                number += ScriptAnswers.longNumber(answer.get(0));
                ScriptAnswers.list(answer.get(1)).forEach(id -> ids.add(ScriptAnswers.id(id)));
            }
        }
        return new Lost(number, ids);
    }

    private Pass count() {
        var before = new LinkedHashMap<String, Long>();
        var after = new LinkedHashMap<String, Long>();
        var counted = new LinkedHashMap<String, Long>();
        var doubts = new ArrayList<String>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var place = "0";
            boolean first = true;
            do {
                var arguments = new ScriptArguments().add(place).add(BUDGET);
                var answer = ScriptAnswers.list(scripts.run(Script.AUDIT, partition, arguments));
                place = ScriptAnswers.text(answer.get(0));
                if (first) {
                    add(before, answer.get(1));
                }
                if (place.isEmpty()) {
                    add(after, answer.get(1));
                }
                first = false;
                add(counted, answer.get(2));
                ScriptAnswers.list(answer.get(3)).forEach(id -> doubts.add(ScriptAnswers.id(id)));
            } while (!place.isEmpty());
        }
        return new Pass(before, after, counted, doubts);
    }

    private static void add(Map<String, Long> sums, Object namesAndNumbers) {
        var list = ScriptAnswers.list(namesAndNumbers);
        for (int i = 0; i < list.size(); i += 2) {
            long number = Long.parseLong(ScriptAnswers.text(list.get(i + 1)));
            sums.merge(ScriptAnswers.text(list.get(i)), number, Long::sum);
        }
    }

    private static long sum(Map<String, Long> states) {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }
}
