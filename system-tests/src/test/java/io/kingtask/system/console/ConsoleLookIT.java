package io.kingtask.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page in light and dark, wide and on a phone: pictures for a person to look at, and what a machine can say of them. */
@Tag("browser")
@ExtendWith(ConsoleScene.Resolver.class)
class ConsoleLookIT {

    private static final String SERIOUS = "const done = arguments[arguments.length - 1];"
            + "axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations"
            + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
            + ".map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.any.map(check => check.message)).join(' | '))))";

    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    private final Browser browser;

    ConsoleLookIT(ConsoleScene scene) {
        this.browser = scene.browser;
    }

    @BeforeAll
    static void fill(ConsoleScene scene) {
        for (int i = 0; i < 12; i++) {
            scene.run(TaskRequest.of("example", String.valueOf(i), "45"));
        }
        String failed = scene.run(TaskRequest.of("fail", "a place with a rather long name", "and 'quotes'"))
                .id();
        scene.submit(TaskRequest.of("fail", "again").retryAfter(1, 2, 3000));
        scene.submit(TaskRequest.of("example", "1", "2")
                .delay(Duration.ofMinutes(50))
                .queue("reports"));
        scene.submit(TaskRequest.of("example", "1", "2").queue("an-unserved-queue"));
        String running = scene.submit(TaskRequest.of("chatty").queue("reports")).id();
        scene.submit(TaskRequest.of("progress", "60").queue("mail"));
        scene.signIn(ConsoleScene.ADMIN);
        schedule(scene);
        PAGES.put("overview", "overview");
        PAGES.put("tasks", "tasks");
        PAGES.put("task-failed", "tasks/" + failed);
        PAGES.put("task-running", "tasks/" + running);
        PAGES.put("timers", "timers");
        PAGES.put("queues", "queues");
        PAGES.put("workers", "workers");
        PAGES.put("schedules", "schedules");
        PAGES.put("schedule", "schedules/hourly-report");
        PAGES.put("failures", "failures");
        PAGES.put("audit", "audit");
        PAGES.put("submit", "submit?from=" + failed);
        PAGES.put("no-page", "nowhere");
        PAGES.put("no-task", "tasks?q=there-is-no-such-task");
    }

    @AfterAll
    static void leave(ConsoleScene scene) {
        scene.browser.look(1440, 900, "light");
    }

    private static void schedule(ConsoleScene scene) {
        scene.browser.script(
                "return fetch('api/v1/schedules', {method: 'POST', headers: {'Content-Type': 'application/json', 'Kingtask-Console': '1'},"
                        + "body: JSON.stringify({name: 'hourly-report', cron: '0 * * * *', time_zone: 'Europe/Berlin',"
                        + "task: {executable: 'example', args: ['30', '3'], queue: 'reports'}})})");
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, light", "1440, 900, dark", "390, 844, light", "390, 844, dark"})
    void everyPageIsWholeAndOpenToEverybody(int width, int height, String scheme) throws IOException {
        browser.look(width, height, scheme);
        browser.load();
        browser.see("main h1");
        browser.complaints();
        boolean wide = width > 1000;
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            show(page.getValue());
            if (page.getKey().equals("task-running")) {
                browser.read("line 3");
            }
            browser.screenshot(page.getKey() + "-" + width + "-" + scheme);
            cut().forEach(one -> findings.add(page.getKey() + " is wider than the screen: " + one));
            if (wide) {
                serious().forEach(one -> findings.add(page.getKey() + ": " + one));
            }
        }
        assertEquals(List.of(), findings);
        // Said of axe's own way of measuring colours.
        assertEquals(List.of(), browser.complaints("Canvas2D"));
    }

    @Test
    void theSignInPageToo(ConsoleScene scene) throws IOException {
        browser.load();
        browser.script("return fetch('api/v1/session', {method: 'DELETE'})");
        for (String scheme : List.of("light", "dark")) {
            browser.look(390, 844, scheme);
            browser.load();
            browser.see("#token");
            browser.screenshot("sign-in-390-" + scheme);
            assertEquals(List.of(), serious());
        }
        browser.look(1440, 900, "light");
        scene.signIn(ConsoleScene.ADMIN);
        browser.look(390, 844, "light");
        browser.press("Menu");
        browser.see(".menu-open .side");
        browser.screenshot("menu-390-light");
        browser.complaints();
        assertTrue(browser.has("a.item[aria-current=page]"));
    }

    /** Settled: what was loaded is drawn. */
    private void show(String page) {
        browser.open(page);
        browser.see("main h1, main .empty-title");
        io.kingtask.system.Patience.until(
                Duration.ofSeconds(20), () -> "the content of " + page, () -> !browser.has("main .skeleton"));
        browser.script("return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    private List<?> cut() {
        return list(browser.driver()
                .executeScript(
                        "const most = document.documentElement.clientWidth; return document.documentElement.scrollWidth > most"
                                + " ? [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > most + 1)"
                                + ".slice(0, 5).map(one => one.tagName + '.' + one.getAttribute('class')) : []"));
    }

    private List<?> serious() throws IOException {
        try (InputStream axe = Objects.requireNonNull(
                ConsoleLookIT.class.getClassLoader().getResourceAsStream(System.getProperty("kingtask.axe")))) {
            browser.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return list(browser.driver().executeAsyncScript(SERIOUS));
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object found) {
        return found instanceof List<?> list ? list : List.of(String.valueOf(found));
    }
}
