package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import java.util.List;

/** What a task with two short arguments takes of Redis' memory, waiting for a worker and waiting for its time. */
final class RedisBytes implements Scenario {

    private static final int TASKS = 100_000;
    private static final String TIMED = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"],\"delay\":86400}";

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var pending = new Series("Redis memory of a pending task", "bytes", Goal.atMost(300));
        var timed = new Series("Redis memory of a timed task", "bytes", Goal.atMost(350));
        for (int i = 0; i < effort.runs(); i++) {
            try (Installation installation = workshop.installation()) {
                installation.startBroker("auth: off");
                try (Api api = new Api(installation);
                        RedisInfo redis = new RedisInfo(installation.redis().address())) {
                    int tasks = effort.of(TASKS);
                    api.submitAll(Workshop.TASK, 1_000); // what exists once is not to be counted
                    pending.add(perTask(api, redis, Workshop.TASK, tasks));
                    timed.add(perTask(api, redis, TIMED, tasks));
                }
            }
        }
        return List.of(pending.of(name()), timed.of(name()));
    }

    private static double perTask(Api api, RedisInfo redis, String task, int count) throws Exception {
        long before = redis.dataset();
        api.submitAll(task, count);
        return (double) (redis.dataset() - before) / count;
    }
}
