package io.kingtask.bench;

import io.kingtask.system.Installation;
import java.util.ArrayList;
import java.util.List;

/** What a task with two short arguments takes of Redis' memory, waiting for a worker and waiting for its time. */
final class RedisBytes implements Scenario {

    private static final int TASKS = 100_000;
    private static final String PENDING = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"]}";
    private static final String TIMED = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"],\"delay\":86400}";

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> pending = new ArrayList<>();
        List<Double> timed = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Installation installation = workshop.installation()) {
                installation.startBroker("auth: off", "not_found_after: 100000");
                try (Api api = new Api(installation);
                        RedisInfo redis = new RedisInfo(installation.redis().address())) {
                    api.submitAll(PENDING, 1_000); // what exists once is not to be counted
                    pending.add(perTask(api, redis, PENDING));
                    timed.add(perTask(api, redis, TIMED));
                }
            }
        }
        return List.of(
                new Figure("Redis memory of a pending task", "bytes", pending, List.of(), Goal.atMost(300)),
                new Figure("Redis memory of a timed task", "bytes", timed, List.of(), Goal.atMost(350)));
    }

    private static double perTask(Api api, RedisInfo redis, String task) throws Exception {
        long before = redis.dataset();
        api.submitAll(task, TASKS);
        return (double) (redis.dataset() - before) / TASKS;
    }
}
