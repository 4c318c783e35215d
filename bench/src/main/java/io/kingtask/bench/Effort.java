package io.kingtask.bench;

import java.time.Duration;

/**
 * How thoroughly it is measured.
 *
 * @param runs how often each figure is taken
 * @param isQuick with a tenth of the work: to see that all works, not for figures to be told
 */
record Effort(int runs, boolean isQuick) {

    int of(int full) {
        return isQuick ? Math.max(1, full / 10) : full;
    }

    Duration of(Duration full) {
        return isQuick ? full.dividedBy(4) : full;
    }
}
