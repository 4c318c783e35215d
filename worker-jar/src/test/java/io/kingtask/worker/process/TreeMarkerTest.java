package io.kingtask.worker.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TreeMarkerTest {

    private final TreeMarker marker = new TreeMarker("ab", 7);

    @Test
    void processWithBothVariablesIsOfTheRun() {
        assertTrue(isIn("PATH=/bin\0KINGTASK_TASK_ID=ab\0KINGTASK_FENCE=7\0"));
        assertTrue(isIn("KINGTASK_FENCE=7\0KINGTASK_TASK_ID=ab"));
    }

    @Test
    void processOfAnotherRunIsNot() {
        assertFalse(isIn("KINGTASK_TASK_ID=ab\0KINGTASK_FENCE=77\0"));
        assertFalse(isIn("KINGTASK_TASK_ID=abc\0KINGTASK_FENCE=7\0"));
        assertFalse(isIn("X=KINGTASK_TASK_ID=ab\0KINGTASK_FENCE=7\0"));
        assertFalse(isIn(""));
    }

    private boolean isIn(String environ) {
        return marker.isIn(environ.getBytes(StandardCharsets.UTF_8));
    }
}
