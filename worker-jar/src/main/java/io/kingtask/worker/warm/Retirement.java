package io.kingtask.worker.warm;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Processes that are not used any more, on their way: first their input ends, then they are asked, then killed. */
final class Retirement {

    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    private static final class Leaving {
        private final WarmProcess process;
        private final long askAt = System.nanoTime() + BY_ITSELF.toNanos();
        private boolean asked;

        Leaving(WarmProcess process) {
            this.process = process;
        }
    }

    private final Duration killGrace;
    private final Queue<Leaving> leaving = new ConcurrentLinkedQueue<>();

    Retirement(Duration killGrace) {
        this.killGrace = killGrace;
    }

    /** Nobody else uses the process from now on. */
    void add(WarmProcess process) {
        process.hangUp();
        leaving.add(new Leaving(process));
    }

    boolean isEmpty() {
        return leaving.isEmpty();
    }

    /** Goes on with each as far as its time has come; does not wait for those that take theirs. */
    synchronized void step() {
        leaving.removeIf(this::isGone);
    }

    private boolean isGone(Leaving one) {
        long sinceAsked = System.nanoTime() - one.askAt;
        if (one.process.isOver()) {
            one.process.end(killGrace);
            return true;
        }
        if (sinceAsked >= killGrace.toNanos()) {
            one.process.end(Duration.ZERO);
            return true;
        }
        if (sinceAsked >= 0 && !one.asked) {
            one.asked = true;
            one.process.askToEnd();
        }
        return false;
    }
}
