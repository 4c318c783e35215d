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
    private static final long DESCRIPTORS_MARGIN = 8;

    private final String name;
    private final long pid;
    private final List<Vitals> course = new ArrayList<>();

    VitalsCourse(String name, long pid) {
        this.name = name;
        this.pid = pid;
    }

    void look() {
        add(Vitals.of(pid));
    }

    void add(Vitals vitals) {
        course.add(vitals);
    }

    /** What has grown from the first third of the course to its last third by more than chance; empty when nothing has. */
    List<String> growth() {
        List<String> growth = new ArrayList<>();
        Vitals first = first();
        Vitals last = last();
        long memory = MEMORY_MARGIN + (long) (first.residentKilobytes() * MEMORY_SHARE);
        compare(growth, name + ": resident kilobytes", first.residentKilobytes(), last.residentKilobytes(), memory);
        compare(growth, name + ": threads", first.threads(), last.threads(), THREADS_MARGIN);
        compare(growth, name + ": descriptors", first.descriptors(), last.descriptors(), DESCRIPTORS_MARGIN);
        return growth;
    }

    private static void compare(List<String> growth, String what, long first, long last, long margin) {
        if (last > first + margin) {
            growth.add(what + " grew from " + first + " to " + last);
        }
    }

    private Vitals of(List<Vitals> part) {
        return new Vitals(
                middle(part, Vitals::residentKilobytes),
                middle(part, Vitals::threads),
                // A run has half a dozen, so a look tells how many there are; the least of many is what stays open.
                part.stream().mapToLong(Vitals::descriptors).min().orElseThrow());
    }

    private static long middle(List<Vitals> part, ToLongFunction<Vitals> figure) {
        return part.stream()
                .mapToLong(figure)
                .sorted()
                .skip(part.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Vitals first() {
        return of(course.subList(0, third()));
    }

    private Vitals last() {
        return of(course.subList(course.size() - third(), course.size()));
    }

    private int third() {
        return Math.max(1, course.size() / 3);
    }

    /** A row for its first third and one for its last. */
    void tell(FigureTable figures) {
        figures.row(name + " at first", first()).row(name + " at last", last());
    }
}
