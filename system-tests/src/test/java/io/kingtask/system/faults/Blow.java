package io.kingtask.system.faults;

import java.util.Locale;

/**
 * One fault that was caused.
 *
 * @param victim a worker as {@code name.incarnation}, a broker, or redis
 * @param from {@link Uptime} when it began, at the earliest
 * @param struck when the victim was surely hit: to signal a process takes a moment, and seconds where the processor is busy
 * @param until when the victim went on; for a killed broker when another in its place was ready, for a killed worker the moment
 *     after its death
 */
record Blow(Kind kind, String victim, double from, double struck, double until) {

    enum Kind {
        KILL_WORKER("worker kill -9"),
        STOP_WORKER("worker stopped past its lease"),
        KILL_BROKER("broker kill -9"),
        KILL_REDIS("Redis kill -9 and restart"),
        FAIL_OVER("Sentinel failover");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean isOfRedis() {
            return this == KILL_REDIS || this == FAIL_OVER;
        }

        boolean isOfWorker() {
            return this == KILL_WORKER || this == STOP_WORKER;
        }
    }

    /** The victim without its incarnation. */
    String member() {
        return victim.substring(0, Math.max(victim.indexOf('.'), 0));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f to %.2f: %s, %s", from, until, kind.title(), victim);
    }
}
