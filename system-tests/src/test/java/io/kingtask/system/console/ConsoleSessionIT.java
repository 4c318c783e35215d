package io.kingtask.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskRequest;
import io.kingtask.system.Patience;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Signing in and out, what roles see, the keyboard, languages, colours, and a broker that comes back. */
@Tag("browser")
@ExtendWith(ConsoleScene.Resolver.class)
class ConsoleSessionIT {

    private final ConsoleScene scene;
    private final Browser browser;

    ConsoleSessionIT(ConsoleScene scene) {
        this.scene = scene;
        this.browser = scene.browser;
    }

    @AfterEach
    void nothingWasComplainedOf() {
        // Nobody is signed in at times, and the broker is away at others.
        assertEquals(List.of(), browser.complaints("status of 401", "net::ERR_", "status of 404", "status of 503"));
    }

    @Test
    void anIdentityProviderOnAnotherSiteSignsIn() {
        showTheSignInPage();
        browser.press("Sign in with your organization");
        browser.read("jane");
        browser.read("Submit a task");
        assertEquals("", browser.script("return document.cookie"));
        browser.press("Sign out");
        browser.see("#token");
    }

    private void showTheSignInPage() {
        browser.load();
        browser.script("return fetch('api/v1/session', {method: 'DELETE'})");
        browser.load();
    }

    @Test
    void aTokenSignsInAndNoScriptSeesIt() {
        showTheSignInPage();
        browser.type("#token", "wrong-token-0000000");
        browser.press("Sign in");
        browser.read("does not know this token");
        browser.type("#token", ConsoleScene.ADMIN);
        browser.press("Sign in");
        browser.read("Overview");
        browser.read("alice");
        assertEquals("", browser.script("return document.cookie"));
        assertFalse(String.valueOf(browser.script("return JSON.stringify({...localStorage})"))
                .contains(ConsoleScene.ADMIN));
        browser.press("Sign out");
        browser.see("#token");
        browser.load();
        browser.see("#token");
    }

    @Test
    void readersSeeEverythingAndCanChangeNothing() {
        TaskRequest task = scene.run(TaskRequest.of("fail", "for readers"));
        browser.load();
        browser.script("return fetch('api/v1/session', {method: 'DELETE'})");
        scene.signIn(ConsoleScene.READER);
        browser.open("tasks/" + task.id());
        browser.read("it is broken at for readers");
        for (String words : List.of("Submit a task", "Run again now", "Edit and run again…")) {
            assertFalse(browser.text().contains(words), words);
        }
        browser.open("tasks");
        browser.see("table.tasks");
        assertFalse(browser.has("main input[type=checkbox]"));
        browser.open("queues");
        browser.read("default");
        assertFalse(browser.text().contains("Pause"));
        browser.open("submit");
        browser.read("Your role does not allow this");
        browser.press("Sign out");
        browser.see("#token");
    }

    @Test
    void everythingCanBeReachedByKeys() {
        scene.run(TaskRequest.of("example", "1", "2"));
        scene.signIn(ConsoleScene.ADMIN);
        browser.open("overview");
        browser.see(".tiles");
        browser.script("document.activeElement.blur()");
        leapToTasks();
        browser.keys("j", "j");
        assertEquals("true", browser.script("return document.activeElement.closest('tr') !== null"));
        browser.keys(Keys.ENTER);
        browser.read("Attempts");
        browser.script("document.activeElement.blur()");
        browser.keys("?");
        browser.see("dialog[open] .keys");
        browser.keys(Keys.ESCAPE);
        browser.script("document.activeElement.blur()");
        leapToTasks();
        browser.keys("/");
        assertEquals("q", browser.script("return document.activeElement.name"));
    }

    /** The second key must follow within a moment, for which a busy machine may be too slow. */
    private void leapToTasks() {
        Patience.until(Duration.ofMinutes(1), () -> "the tasks' page", () -> {
            browser.keys("g", "t");
            return browser.script("return location.hash").equals("#/tasks");
        });
        browser.see("table.tasks");
    }

    @Test
    void itSpeaksChineseAndShowsTheColoursThatWereChosen() {
        scene.signIn(ConsoleScene.ADMIN);
        browser.open("tasks");
        browser.press("中文");
        browser.read("提交任务");
        assertEquals("zh-CN", browser.script("return document.documentElement.lang"));
        browser.press("English");
        browser.read("Submit a task");
        browser.press("Colours: as the system");
        browser.press("Colours: light");
        assertEquals("dark", browser.script("return document.documentElement.dataset.scheme"));
        assertTrue(String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .contains("15, 15, 19"));
        browser.press("Colours: dark");
    }

    @Test
    void aBrokerThatComesBackNeedsNoReload() {
        scene.signIn(ConsoleScene.ADMIN);
        browser.open("tasks");
        browser.see("table.tasks");
        browser.script("window.notLoadedAnew = true");
        scene.killBroker();
        browser.read("The broker does not answer.");
        browser.screenshot("broker-away");
        assertTrue(browser.has("table.tasks"), "what was there stays to be read");
        scene.startBroker();
        browser.readNoMore("The broker does not answer.");
        TaskRequest task = scene.submit(TaskRequest.of("example", "4711", "1"));
        browser.read("example 4711 1");
        assertEquals("true", browser.script("return window.notLoadedAnew"));
        assertTrue(browser.has("tr[data-row='" + task.id() + "']"));
    }
}
