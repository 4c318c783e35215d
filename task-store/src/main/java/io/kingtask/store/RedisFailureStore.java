package io.kingtask.store;

import io.kingtask.client.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ZRangeParams;

/** Groups failed tasks, some hundreds in a round trip. */
final class RedisFailureStore implements FailureStore {

    private static final int MOST = 10_000;
    private static final int AT_ONCE = 250;
    private static final int MOST_GROUPS = 1_000;
    private static final int LONGEST_MESSAGE = 200;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    RedisFailureStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    private record Kind(String executable, String cause, String message) {}

    @Override
    public Failures latest(@Nullable String queue, @Nullable String executable) {
        var groups = new LinkedHashMap<Kind, Group>();
        int lookedAt = 0;
        var newest = ZRangeParams.zrangeParams(0, MOST / partitions.count() - 1).rev();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = RedisKeys.KEPT.in(partition, TaskState.FAILED.word());
            var ids = scripts.call(() -> scripts.redis().zrange(key, newest));
            lookedAt += ids.size();
            while (!ids.isEmpty()) {
                var some = ids.subList(0, Math.min(AT_ONCE, ids.size()));
                var arguments = new ScriptArguments().add(queue).add(executable).addAll(some);
                var answer = ScriptAnswers.list(scripts.run(Script.FAILURES, partition, arguments));
                add(groups, ScriptAnswers.list(answer.get(1)));
                ids = ids.subList(ScriptAnswers.number(answer.get(0)), ids.size());
            }
        }
        return new Failures(largest(groups.values()), lookedAt);
    }

    private static List<Group> largest(Collection<Group> groups) {
        return groups.stream()
                .sorted(Comparator.comparingInt(Group::count)
                        .thenComparing(Group::lastAt)
                        .reversed())
                .limit(MOST_GROUPS)
                .toList();
    }

    private static void add(Map<Kind, Group> groups, List<?> found) {
        for (var each : found) {
            var group = group(ScriptAnswers.list(each));
            var cause = group.cause();
            groups.merge(
                    new Kind(group.executable(), cause == null ? "" : cause, group.message()),
                    group,
                    RedisFailureStore::together);
        }
    }

    /** In the order of failures.lua. */
    private static Group group(List<?> values) {
        var cause = ScriptAnswers.text(values.get(1));
        var message = ScriptAnswers.text(values.get(2));
        return new Group(
                ScriptAnswers.text(values.get(0)),
                cause.isEmpty() ? null : cause,
                message.codePointCount(0, message.length()) <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE)),
                ScriptAnswers.number(values.get(3)),
                Instant.ofEpochMilli(ScriptAnswers.longNumber(values.get(4))),
                Instant.ofEpochMilli(ScriptAnswers.longNumber(values.get(5))),
                ScriptAnswers.id(values.get(6)));
    }

    private static Group together(Group one, Group other) {
        var newer = other.lastAt().isAfter(one.lastAt()) ? other : one;
        return new Group(
                one.executable(),
                one.cause(),
                one.message(),
                one.count() + other.count(),
                one.firstAt().isBefore(other.firstAt()) ? one.firstAt() : other.firstAt(),
                newer.lastAt(),
                newer.newestTask());
    }
}
