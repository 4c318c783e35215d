package io.kingtask.worker.name;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what dead workers of this name, and of names that this worker found free, held: those tasks run again at once. */
public final class Succession {

    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final WorkStore store;
    private final WorkStore.Worker self;
    private final WorkerName name;
    private boolean done;

    /** @param name held; the programs of whoever had it are gone */
    public Succession(WorkStore store, WorkStore.Worker self, WorkerName name) {
        this.store = store;
        this.self = self;
        this.name = name;
    }

    /**
     * To be called before each claim, by one thread; does its work once.
     *
     * @throws StoreUnavailableException when it is to be tried again before the claim
     */
    public void complete() {
        if (done) {
            return;
        }
        if (name.isHeld()) {
            succeed(self);
        }
        for (var dead : name.dead()) {
            var worker = new WorkStore.Worker(
                    dead.text(),
                    self.host(),
                    self.pid(),
                    self.incarnation(),
                    self.queues(),
                    self.slots(),
                    self.lease());
            succeed(worker);
            store.unregister(worker);
            dead.close();
        }
        done = true;
    }

    private void succeed(WorkStore.Worker predecessor) {
        var tasks = store.succeedPredecessor(predecessor);
        if (!tasks.isEmpty()) {
            LOG.warn(
                    "Worker {} died while it ran {} tasks. Their programs are gone; they run again now: {}",
                    predecessor.name(),
                    tasks.size(),
                    String.join(" ", tasks));
        }
    }
}
