package io.kingtask.system;

import io.kingtask.store.LocalCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job over a Cluster of three primaries with a replica each. */
@Tag("fault")
class ClusterJobIT extends MainJob<LocalCluster> {

    /** A key of the first partition. */
    private static final String KEY = "kingtask:{0}";

    ClusterJobIT() {
        super(LocalCluster.startWithReplicas());
    }

    @Override
    int partitions() {
        return 3;
    }

    @Override
    void failOver() {
        redis.failOver(KEY);
    }

    @Test
    void nothingIsLostWhileASlotMovesToAnotherNode() {
        try (TaskFlow flow = new TaskFlow(client)) {
            flow.awaitAccepted(50);
            redis.moveSlot(KEY, () -> {
                int before = flow.refused();
                Patience.until(PATIENCE, () -> "a refusal while the slot moves", () -> flow.refused() > before);
            });
            flow.awaitAccepted(flow.accepted() + 50);
            flow.stop();
            flow.assertEachHasItsResult();
        }
    }
}
