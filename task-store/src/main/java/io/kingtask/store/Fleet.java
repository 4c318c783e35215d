package io.kingtask.store;

import io.kingtask.client.WorkerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All workers at one moment, as they described themselves. Every partition knows them all, so the first is asked. */
record Fleet(List<Member> members) {

    /** A worker; {@code hasExecutable}: the one that was asked for. */
    record Member(
            String name,
            String host,
            long pid,
            WorkerState state,
            int slots,
            List<String> queues,
            Instant startedAt,
            Instant lastSeen,
            boolean hasExecutable) {

        boolean isLive() {
            return state != WorkerState.LOST;
        }

        boolean takesTasks() {
            return state == WorkerState.RUNNING;
        }

        boolean serves(String queue) {
            return queues.contains(queue);
        }
    }

    /** @param executable what to look for in their folders; null: nothing */
    static Fleet read(ScriptRunner scripts, @Nullable String executable) {
        var answer = ScriptAnswers.list(scripts.run(Script.WORKERS, 0, new ScriptArguments().add(executable)));
        long now = (Long) answer.get(0);
        var members = new ArrayList<Member>();
        for (var worker : ScriptAnswers.list(answer.get(1))) {
            members.add(member(ScriptAnswers.list(worker), now));
        }
        return new Fleet(List.copyOf(members));
    }

    private static Member member(List<?> worker, long now) {
        var description = fields(ScriptAnswers.list(worker.get(2)));
        boolean live = Double.parseDouble(ScriptAnswers.text(worker.get(1))) >= now;
        var seen = Instant.ofEpochMilli(Long.parseLong(description.getOrDefault("seen", "0")));
        return new Member(
                ScriptAnswers.text(worker.get(0)),
                description.getOrDefault("host", ""),
                Long.parseLong(description.getOrDefault("pid", "0")),
                live ? state(description) : WorkerState.LOST,
                Integer.parseInt(description.getOrDefault("slots", "0")),
                Arrays.stream(description.getOrDefault("queues", "").split(" ", -1))
                        .filter(queue -> !queue.isEmpty())
                        .toList(),
                Instant.ofEpochMilli(
                        Long.parseLong(description.getOrDefault("started", Long.toString(seen.toEpochMilli())))),
                seen,
                ScriptAnswers.number(worker.get(3)) > 0);
    }

    private static WorkerState state(Map<String, String> description) {
        boolean stops = Boolean.parseBoolean(description.getOrDefault("draining", "false"));
        return stops || description.containsKey("drain") ? WorkerState.DRAINING : WorkerState.RUNNING;
    }

    private static Map<String, String> fields(List<?> fieldsAndValues) {
        var fields = new HashMap<String, String>();
        for (int i = 0; i + 1 < fieldsAndValues.size(); i += 2) {
            fields.put(ScriptAnswers.text(fieldsAndValues.get(i)), ScriptAnswers.text(fieldsAndValues.get(i + 1)));
        }
        return fields;
    }
}
