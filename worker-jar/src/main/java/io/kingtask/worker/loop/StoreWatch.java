package io.kingtask.worker.loop;

import io.kingtask.store.StoreUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from every thread whether the store answers, and logs it: each failure until the store answered for the first time, later once
 * for each change of state.
 */
public final class StoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final String address;
    private final CountDownLatch firstAnswer = new CountDownLatch(1);
    private final AtomicBoolean down = new AtomicBoolean();

    /** @param address the store's address without secrets, for messages */
    public StoreWatch(String address) {
        this.address = address;
    }

    public void answered() {
        if (firstAnswer.getCount() > 0) {
            firstAnswer.countDown();
            LOG.info("Redis at {} answers.", address);
            down.set(false);
        } else if (down.compareAndSet(true, false)) {
            LOG.info("Redis at {} answers again.", address);
        }
    }

    public void failed(StoreUnavailableException failure) {
        if (firstAnswer.getCount() > 0) {
            LOG.warn("Redis at {} does not answer ({}). Trying again.", address, failure.getMessage());
        } else if (down.compareAndSet(false, true)) {
            LOG.warn(
                    "Redis at {} does not answer any more ({}). Trying again; what runs goes on until its lease is nearly over.",
                    address,
                    failure.getMessage());
        }
    }

    public boolean isDown() {
        return down.get();
    }

    /** Waits until the store has answered once. */
    public void awaitFirstAnswer() throws InterruptedException {
        firstAnswer.await();
    }
}
