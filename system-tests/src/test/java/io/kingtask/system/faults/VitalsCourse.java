package io.kingtask.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The vitals of one process over time, and whether they stay level. */
final class VitalsCourse {

    /** Share of its memory, and kilobytes, by which a level process may still grow. */
    private static final double MEMORY_SHARE = 0.10;

    private static final long MEMORY_MARGIN = 24 * 1024;
    private static final long THREADS_MARGIN = 8;
    private static final long DESCRIPTORS_MARGIN = 16;

    private final String name;
    private final long pid;
    private final List<Vitals> course = new ArrayList<>();

    VitalsCourse(String name, long pid) {
        this.name = name;
        this.pid = pid;
    }

    void look() {
        course.add(Vitals.of(pid));
    }

    /** What has grown from the first third of the course to its last third by more than chance; empty when nothing has. */
    List<String> growth() {
        List<String> growth = new ArrayList<>();
        long memory = median(true, Vitals::residentKilobytes);
        compare(
                growth,
                "resident kilobytes",
                Vitals::residentKilobytes,
                MEMORY_MARGIN + (long) (memory * MEMORY_SHARE));
        compare(growth, "threads", Vitals::threads, THREADS_MARGIN);
        compare(growth, "descriptors", Vitals::descriptors, DESCRIPTORS_MARGIN);
        return growth;
    }

    private void compare(List<String> growth, String what, ToLongFunction<Vitals> figure, long margin) {
        long first = median(true, figure);
        long last = median(false, figure);
        if (last > first + margin) {
            growth.add(name + ": " + what + " grew from " + first + " to " + last + ": " + course);
        }
    }

    private long median(boolean first, ToLongFunction<Vitals> figure) {
        int third = Math.max(1, course.size() / 3);
        List<Vitals> part = first ? course.subList(0, third) : course.subList(course.size() - third, course.size());
        return part.stream()
                .mapToLong(figure)
                .sorted()
                .skip(part.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Vitals median(boolean first) {
        return new Vitals(
                median(first, Vitals::residentKilobytes),
                median(first, Vitals::threads),
                median(first, Vitals::descriptors));
    }

    /** A row for its first third and one for its last. */
    void tell(FigureTable figures) {
        figures.row(name + " at first", median(true)).row(name + " at last", median(false));
    }
}
