package io.kingtask.bench.report;

import java.util.List;

/**
 * What others reached, measured before this project began, on a machine of two processors and beside the same loop in C in the same
 * minutes. They are not measured by this bench.
 */
final class Peers {

    /** A figure of a peer; where it was seen to vary, {@code from} is less than {@code to}. */
    record Peer(String name, double from, double to) {

        static Peer of(String name, double value) {
            return new Peer(name, value, value);
        }
    }

    /** Tasks a second from a full queue until all results are stored, as a share of the loop. Gearman keeps no results. */
    static final List<Peer> THROUGHPUT = List.of(
            new Peer("Gearman", 0.65, 0.70),
            Peer.of("kingtask in Go", 0.46),
            Peer.of("asynq", 0.44),
            new Peer("Sidekiq", 0.10, 0.38),
            Peer.of("Celery", 0.13),
            Peer.of("BullMQ", 0.12),
            Peer.of("RQ", 0.03));

    /** Milliseconds from submission to the running program on an idle system, median. */
    static final List<Peer> START = List.of(
            Peer.of("Gearman", 1.5),
            Peer.of("Sidekiq", 1.9),
            Peer.of("Celery", 4.8),
            Peer.of("BullMQ", 5.9),
            Peer.of("RQ", 15),
            Peer.of("asynq", 570),
            Peer.of("kingtask in Go", 570));

    /** Milliseconds that timed tasks are late: from the median to the 99th percentile; of the last two only the range is known. */
    static final List<Peer> TIMED = List.of(
            new Peer("Celery", 4, 24),
            new Peer("BullMQ", 26, 90),
            new Peer("kingtask in Go", 1060, 1950),
            new Peer("Sidekiq, asynq", 2000, 5000));

    private Peers() {}
}
