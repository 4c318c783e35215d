package io.kingtask.system.faults;

import java.security.SecureRandom;

/** Where a history begins: the system property {@code kingtask.seed}, else chance. Printed, so that it can be repeated. */
final class Seed {

    private Seed() {}

    static long choose(String history) {
        Long given = Long.getLong("kingtask.seed");
        long seed = given == null ? new SecureRandom().nextInt(1_000_000) : given;
        System.out.println(history + ": -Dkingtask.seed=" + seed);
        return seed;
    }
}
