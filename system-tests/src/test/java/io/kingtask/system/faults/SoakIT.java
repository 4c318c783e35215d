package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.store.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minutes of full load, of which nothing stays: {@code mvn -B verify -Psoak -Dsoak.minutes=10}. */
@Tag("soak")
class SoakIT {

    /** Caches fill and code is compiled meanwhile. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private static final long LOOK_SECONDS = 1;

    @TempDir
    Path folder;

    @Test
    void memoryThreadsAndDescriptorsStayLevelUnderFullLoad() throws Exception {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
        int minutes = Integer.getInteger("soak.minutes", 10);
        assertTrue(minutes >= 2, "soak.minutes=" + minutes + " must be 2 or more: the first one is for warming up");
        FigureTable figures = new FigureTable("soak of " + minutes + " minutes");
        try (LocalRedis redis = LocalRedis.start();
                Site site = new Site(folder, redis.address(), new Site.Size(1, 1, 4, 15))) {
            site.executable("number", FullLoad.SCRIPT);
            site.start();
            List<VitalsCourse> courses = List.of(
                    new VitalsCourse("broker", site.brokers().get(0).program().pid()),
                    new VitalsCourse("worker", site.workers().get(0).program().pid()),
                    new VitalsCourse("Redis", redis.pid()));
            try (FullLoad load = new FullLoad(site.client())) {
                observe(courses, Duration.ofMinutes(minutes));
                load.stop();
                figures.row("tasks finished", load.finished())
                        .row("tasks a second", load.finished() / TimeUnit.MINUTES.toSeconds(minutes));
            }
            courses.forEach(course -> course.tell(figures));
            assertEquals(List.of(), growth(courses.subList(0, 2)));
            assertTrue(site.ledger().balanced(), () -> site.ledger().text());
        } finally {
            System.out.println(figures);
        }
        assertEquals(List.of(), Leftovers.processes(folder), "processes left");
        assertEquals(List.of(), Leftovers.files(folder.resolve("temp")), "files left");
    }

    private static void observe(List<VitalsCourse> courses, Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        long end = System.nanoTime() + time.minus(WARM_UP).toNanos();
        while (System.nanoTime() < end) {
            courses.forEach(VitalsCourse::look);
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        }
    }

    private static List<String> growth(List<VitalsCourse> courses) {
        return courses.stream().map(VitalsCourse::growth).flatMap(List::stream).toList();
    }
}
