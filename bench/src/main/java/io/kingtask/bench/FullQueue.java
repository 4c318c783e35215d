package io.kingtask.bench;

/** Tasks a second from a full queue until all results are stored. */
final class FullQueue {

    private final Api api;
    private final String task;

    FullQueue(Api api, String task) {
        this.api = api;
        this.task = task;
    }

    double perSecond(int tasks) throws Exception {
        int before = api.inState("succeeded");
        api.call("POST", "/queues/default/pause");
        api.submitAll(task, tasks);
        long start = System.nanoTime();
        api.call("POST", "/queues/default/resume");
        api.awaitState("succeeded", before + tasks);
        return tasks * 1e9 / (System.nanoTime() - start);
    }
}
