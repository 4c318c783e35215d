package io.kingtask.system;

import io.kingtask.store.LocalSentinels;
import org.junit.jupiter.api.Tag;

/** The main job over a primary under Sentinels. */
@Tag("fault")
class SentinelJobIT extends MainJob<LocalSentinels> {

    SentinelJobIT() {
        super(LocalSentinels.start());
    }

    @Override
    int partitions() {
        return 1;
    }

    @Override
    void failOver() {
        redis.failOver();
    }
}
