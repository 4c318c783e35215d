package io.kingtask.store;

import io.kingtask.client.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ZRangeParams;

/** Schedules in Redis, all in partition 0, and with them their tasks: so a firing and what is remembered of it are one move. */
final class RedisScheduleStore implements ScheduleStore {

    private static final int PARTITION = 0;
    private static final int MOST_AT_ONCE = 20;
    private static final long PAGE_CHARACTERS = 512 << 10;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    RedisScheduleStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    @Override
    public Optional<StoredSchedule> find(String name) {
        var key = RedisKeys.SCHEDULE.in(PARTITION, name);
        return read(name, scripts.call(() -> scripts.redis().hgetAll(key)));
    }

    /** The cursor is the last name of the page before. Schedules can be large: a page ends when it has enough of them. */
    @Override
    public Page list(int limit, @Nullable String cursor) {
        var begin = cursor == null ? "-" : "(" + cursor;
        var range = ZRangeParams.zrangeByLexParams(begin, "+").limit(0, limit + 1);
        var names = scripts.call(() -> scripts.redis().zrange(RedisKeys.SCHEDULES.in(PARTITION), range));
        int wanted = Math.min(limit, names.size());
        var items = new ArrayList<StoredSchedule>();
        long room = PAGE_CHARACTERS;
        int seen = 0;
        while (seen < wanted && room > 0) {
            int end = Math.min(wanted, seen + MOST_AT_ONCE);
            for (var schedule : read(names.subList(seen, end))) {
                items.add(schedule);
                room -= schedule.definition().length();
            }
            seen = end;
        }
        return new Page(items, names.size() > seen ? names.get(seen - 1) : null);
    }

    private List<StoredSchedule> read(List<String> names) {
        return scripts.call(() -> {
            try (var pipeline = scripts.redis().pipelined()) {
                var hashes = names.stream()
                        .map(name -> pipeline.hgetAll(RedisKeys.SCHEDULE.in(PARTITION, name)))
                        .toList();
                pipeline.sync();
                return IntStream.range(0, names.size())
                        .mapToObj(i -> read(names.get(i), hashes.get(i).get()))
                        .flatMap(Optional::stream)
                        .toList();
            }
        });
    }

    private static Optional<StoredSchedule> read(String name, Map<String, String> hash) {
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        var lastTask = hash.get("last_task");
        return Optional.of(new StoredSchedule(
                name,
                Long.parseLong(hash.getOrDefault("revision", "0")),
                hash.getOrDefault("definition", ""),
                hash.getOrDefault("paused", "0").equals("1"),
                instant(hash, "created"),
                instant(hash, "updated"),
                instant(hash, "since"),
                instantOrNull(hash.get("next")),
                instantOrNull(hash.get("last_firing")),
                lastTask == null ? null : StoredId.read(lastTask),
                Long.parseLong(hash.getOrDefault("missed", "0"))));
    }

    private static Instant instant(Map<String, String> hash, String field) {
        return Instant.ofEpochMilli(Long.parseLong(hash.getOrDefault(field, "0")));
    }

    private static @Nullable Instant instantOrNull(@Nullable String millis) {
        return millis == null || millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    @Override
    public Put put(NewSchedule schedule, Begin begin, boolean replace) {
        var paused = schedule.paused();
        var arguments = new ScriptArguments()
                .add(schedule.name())
                .add(replace ? "ANY" : "NEW")
                .add(begin.since().toEpochMilli())
                .add(millis(begin.next()))
                .add(schedule.definition())
                .add(schedule.rhythm())
                .add(schedule.executable())
                .add(schedule.queue())
                .add(paused == null ? null : paused ? "1" : "0");
        return ScriptAnswers.named(Put.class, scripts.run(Script.PUT_SCHEDULE, PARTITION, arguments));
    }

    @Override
    public Changed pause(String name) {
        return change(Script.PAUSE_SCHEDULE, new ScriptArguments().add(name));
    }

    @Override
    public Changed resume(StoredSchedule schedule, Begin begin) {
        return change(
                Script.RESUME_SCHEDULE,
                new ScriptArguments()
                        .add(schedule.name())
                        .add(schedule.revision())
                        .add(begin.since().toEpochMilli())
                        .add(millis(begin.next())));
    }

    @Override
    public Changed delete(String name) {
        return change(Script.DELETE_SCHEDULE, new ScriptArguments().add(name));
    }

    private Changed change(Script script, ScriptArguments arguments) {
        return ScriptAnswers.named(Changed.class, scripts.run(script, PARTITION, arguments));
    }

    @Override
    public Look look() {
        var answer = ScriptAnswers.list(
                scripts.run(Script.LOOK_AT_SCHEDULES, PARTITION, new ScriptArguments().add(MOST_DUE)));
        var untilNext = ScriptAnswers.text(answer.get(2));
        var due = new ArrayList<String>();
        ScriptAnswers.list(answer.get(3)).forEach(name -> due.add(ScriptAnswers.text(name)));
        return new Look(
                Instant.ofEpochMilli((Long) answer.get(0)),
                (Long) answer.get(1),
                untilNext.isEmpty() ? null : Duration.ofMillis(Long.parseLong(untilNext)),
                List.copyOf(due));
    }

    /** Derived, with the first number that brings it into the schedules' partition. */
    @Override
    public String taskId(String name, Instant firing) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> TaskId.derivedFrom("schedule\0" + name + "\0" + firing.toEpochMilli() + "\0" + i))
                .filter(id -> partitions.of(id) == PARTITION)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Settled fire(Settlement settlement, NewTask task, long maxPending) {
        var arguments = arguments(settlement, partitions.share(maxPending)).add("TASK");
        TaskArguments.add(arguments, task);
        return settle(arguments);
    }

    @Override
    public Settled skip(Settlement settlement) {
        return settle(arguments(settlement, 0).add("NONE"));
    }

    private static ScriptArguments arguments(Settlement settlement, long maxPending) {
        var schedule = settlement.schedule();
        return new ScriptArguments()
                .add(schedule.name())
                .add(schedule.revision())
                .add(schedule.settledUntil().toEpochMilli())
                .add(settlement.upTo().toEpochMilli())
                .add(millis(settlement.next()))
                .add(settlement.missed())
                .add(maxPending);
    }

    private Settled settle(ScriptArguments arguments) {
        return ScriptAnswers.named(Settled.class, scripts.run(Script.FIRE_SCHEDULE, PARTITION, arguments));
    }

    private static @Nullable String millis(@Nullable Instant instant) {
        return instant == null ? null : Long.toString(instant.toEpochMilli());
    }
}
