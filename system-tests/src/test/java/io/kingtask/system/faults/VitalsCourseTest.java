package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VitalsCourseTest {

    private static final long MEMORY = 100_000;

    private final VitalsCourse course = new VitalsCourse("worker", 1);

    @Test
    void descriptorsOfRunsThatComeAndGoAreNoGrowth() {
        for (long busy : new long[] {0, 6, 0, 12, 0, 6, 24, 24, 0}) {
            course.add(new Vitals(MEMORY, 28, 55 + busy));
        }
        assertEquals(List.of(), course.growth());
    }

    @Test
    void descriptorsThatStayOpenAreGrowth() {
        for (long leaked = 0; leaked < 18; leaked += 2) {
            course.add(new Vitals(MEMORY, 28, 55 + leaked));
        }
        assertEquals(List.of("worker: descriptors grew from 55 to 67"), course.growth());
    }

    @Test
    void memoryMayGrowByATenthAndAMargin() {
        for (long share : new long[] {100, 134, 135}) {
            course.add(new Vitals(MEMORY * share / 100, 28, 55));
        }
        assertEquals(List.of("worker: resident kilobytes grew from 100000 to 135000"), course.growth());
    }
}
