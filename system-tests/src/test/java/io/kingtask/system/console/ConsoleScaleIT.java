package io.kingtask.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskRequest;
import io.kingtask.system.Patience;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console over many tasks. */
@Tag("browser")
@ExtendWith(ConsoleScene.Resolver.class)
class ConsoleScaleIT {

    private static final int TASKS = 100_000;
    private static final int BATCH = 10_000;

    /** What is measured is measured so often, for the machine may stand still meanwhile; the best counts. */
    private static final int TURNS = 3;

    private static final String SEARCHES =
            "performance.getEntriesByType('resource').filter(one => one.name.includes('many-90001'))";

    private final ConsoleScene scene;
    private final Browser browser;

    ConsoleScaleIT(ConsoleScene scene) {
        this.scene = scene;
        this.browser = scene.browser;
    }

    @Test
    void aHundredThousandTasksDoNotMakeItSlow() {
        for (int from = 0; from < TASKS; from += BATCH) {
            scene.client()
                    .delayAll(IntStream.range(from, from + BATCH)
                            .mapToObj(i -> TaskRequest.of("example", "many-" + i, "1")
                                    .delay(Duration.ofDays(2))
                                    .queue("many"))
                            .toList());
        }
        scene.signIn(ConsoleScene.ADMIN);
        browser.complaints();
        // It keeps so many, and no more after that.
        browser.script("performance.clearResourceTimings()");
        browser.open("tasks?queue=many");
        browser.read("many-99999");
        browser.type("input[name=q]", "many-90001");
        browser.readNoMore("many-99999");
        browser.read("many-90001");
        Patience.until(
                Duration.ofMinutes(1),
                () -> "some searches",
                () -> Integer.parseInt(String.valueOf(browser.script("return " + SEARCHES + ".length"))) >= TURNS);
        String asked = String.valueOf(browser.script("return Math.min(..." + SEARCHES + ".map(one => one.duration))"));
        System.out.println("a search among 100,000 tasks took ms: " + asked);
        assertTrue(Double.parseDouble(asked) < 3000, asked);
        browser.open("tasks?queue=many");
        browser.read("many-99999");
        browser.press("Older");
        browser.read("many-99949");
        assertTrue(browser.count("main tr") < 300);
        browser.open("timers");
        browser.read("Timers of this broker");
        assertTrue(browser.count("main tr") < 300);
        int longest =
                IntStream.range(0, TURNS).map(turn -> longestPause()).min().orElseThrow();
        System.out.println("the longest pause between two frames of the timers' page was ms: " + longest);
        assertTrue(longest < 1000, () -> longest + " ms");
        assertEquals(List.of(), browser.complaints());
    }

    /** Between two frames of two seconds, in which the page asks anew. */
    private int longestPause() {
        return Integer.parseInt(
                String.valueOf(
                        browser.script(
                                "return new Promise(done => { let last = performance.now(), longest = 0, left = 120;"
                                        + "const frame = now => { longest = Math.max(longest, now - last); last = now;"
                                        + "left-- ? requestAnimationFrame(frame) : done(Math.round(longest)) }; requestAnimationFrame(frame) })")));
    }
}
