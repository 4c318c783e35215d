package io.kingtask.system.faults;

import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one task is to do.
 *
 * @param number its argument, by which its runs are known in the log
 * @param id the id that it is submitted with; null: the broker makes one from the Idempotency-Key
 * @param failures attempts that fail
 * @param retries attempts that may follow the first
 * @param seconds how long an attempt takes
 * @param delay seconds after which it is to start; 0: now
 */
record Plan(int number, @Nullable String id, int failures, int retries, double seconds, double delay) {

    static Plan next(int number, @Nullable String id, Random random, double lease) {
        int kind = random.nextInt(100);
        int failures = kind < 80 ? 0 : 1 + random.nextInt(2);
        int retries = kind < 95 ? failures : failures - 1;
        double delay = random.nextInt(5) == 0 ? 0.2 + 6 * random.nextDouble() : 0;
        return new Plan(number, id, failures, retries, seconds(random, lease), delay);
    }

    /** Most are over at once, some take long enough to be hit, and some longer than a lease. */
    private static double seconds(Random random, double lease) {
        int kind = random.nextInt(1000);
        if (kind < 4) {
            return lease + 1;
        }
        return kind < 100 ? 0.2 + random.nextDouble() : kind < 300 ? random.nextDouble() / 10 : 0;
    }

    boolean succeeds() {
        return failures <= retries;
    }

    /** Attempts that are charged. */
    int attempts() {
        return succeeds() ? failures + 1 : retries + 1;
    }

    String result() {
        return "done " + number;
    }

    String idempotencyKey() {
        return "plan-" + number;
    }

    /** The body of its submission. */
    String json(String durability) {
        StringBuilder json = new StringBuilder(256)
                .append(String.format(
                        Locale.ROOT,
                        "{\"executable\":\"record\",\"args\":[\"%d\",\"%d\",\"%.2f\"],\"durability\":\"%s\"",
                        number,
                        failures,
                        seconds,
                        durability));
        if (id != null) {
            json.append(",\"id\":\"").append(id).append('"');
        }
        if (delay > 0) {
            json.append(String.format(Locale.ROOT, ",\"delay\":%.3f", delay));
        }
        if (retries > 0) {
            json.append(",\"retry_intervals\":[0.3")
                    .append(",1".repeat(retries - 1))
                    .append(']');
        }
        return json.append('}').toString();
    }
}
