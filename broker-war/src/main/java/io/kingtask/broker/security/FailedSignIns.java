package io.kingtask.broker.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts wrong tokens by the address they came from. The first one opens a window of {@link #WINDOW}; {@link #MOST} in it close the door
 * until it is over. A network of IPv6 counts as one address, for one machine has as many of them as it likes.
 */
final class FailedSignIns {

    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofSeconds(60);

    /** Addresses remembered; beyond it the window that ends first is forgotten. */
    static final int MOST_ADDRESSES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(FailedSignIns.class);

    private record Window(Instant end, int count) {}

    private final Clock clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    FailedSignIns(Clock clock) {
        this.clock = clock;
    }

    /** For how long the address is still refused; empty when it is not. */
    Optional<Duration> refusedFor(String address) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        var window = windows.get(network(address));
        if (window == null || window.count < MOST) {
            return Optional.empty();
        }
        var left = Duration.between(clock.instant(), window.end);
        // Rounded up: who waits for that long finds the door open.
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left.plusMillis(999));
    }

    void add(String address) {
        var now = clock.instant();
        if (windows.size() >= MOST_ADDRESSES) {
            makeRoom(now);
        }
        var window = windows.merge(
                network(address),
                new Window(now.plus(WINDOW), 1),
                (old, first) -> old.end.isAfter(now) ? new Window(old.end, old.count + 1) : first);
        if (window.count == MOST) {
            LOG.warn(
                    "{} wrong tokens came from {}: no token from there is looked at until {}.",
                    MOST,
                    address,
                    window.end);
        }
    }

    int size() {
        return windows.size();
    }

    private synchronized void makeRoom(Instant now) {
        windows.values().removeIf(window -> !window.end.isAfter(now));
        while (windows.size() >= MOST_ADDRESSES) {
            windows.entrySet().stream()
                    .min(Map.Entry.comparingByValue(java.util.Comparator.comparing(Window::end)))
                    .ifPresent(first -> windows.remove(first.getKey()));
        }
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        // As the JDK writes them: eight groups, none left out.
        var groups = address.split(":", -1);
        return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address;
    }
}
