package io.kingtask.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.system.Distribution;
import io.kingtask.system.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks in the console: found, submitted, followed, ended, run again, one and many. */
@Tag("browser")
@ExtendWith(ConsoleScene.Resolver.class)
class ConsoleTasksIT {

    private final ConsoleScene scene;
    private final Browser browser;

    ConsoleTasksIT(ConsoleScene scene) {
        this.scene = scene;
        this.browser = scene.browser;
    }

    @BeforeEach
    void signIn() {
        scene.signIn(ConsoleScene.ADMIN);
        browser.complaints();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        // What the broker is to refuse.
        assertEquals(List.of(), browser.complaints("status of 400"));
    }

    @Test
    void theSubmitFormSubmitsAndShowsTheSameForAShell() {
        browser.open("submit");
        browser.type("#field-executable", "echo-all");
        browser.press("Add an argument");
        browser.type(".argument:nth-of-type(1) textarea", "it's $HOME");
        browser.press("Add an argument");
        browser.type(".argument:nth-of-type(2) textarea", "汉字");
        browser.type("#field-priority", "77");
        browser.press("main form", "Submit");
        browser.read("must be a whole number from 0 to 9");
        browser.type("#field-priority", "7");
        String kingtask = browser.see("pre[aria-label='bin/kingtask']").getText();
        String curl = browser.see("pre[aria-label='curl']").getText();
        browser.press("main form", "Submit");
        browser.read("it's $HOME\n汉字");
        browser.read("succeeded");
        Program told = shell(kingtask);
        assertEquals(0, told.status(), told.err());
        assertEquals(
                "it's $HOME\n汉字",
                scene.client().await(told.out().strip(), Duration.ofSeconds(20)).result());
        Program curled = shell(curl);
        assertEquals(0, curled.status(), curled.err());
        assertTrue(curled.out().contains("\"priority\":7"), curled.out());
    }

    @Test
    void tasksAreFoundAndManyAreCancelledAndRunAgain() {
        for (int i = 0; i < 3; i++) {
            scene.submit(TaskRequest.of("example", "needle-" + i, "1").delay(Duration.ofHours(1)));
        }
        browser.open("tasks");
        browser.type("input[name=q]", "needle-");
        browser.read("All tasks that this filter matches");
        browser.read("needle-0");
        browser.rows(3);
        browser.click("table.tasks tbody tr:nth-child(1) input");
        browser.click("table.tasks tbody tr:nth-child(2) input");
        browser.read("2 tasks selected");
        browser.press("Cancel…");
        browser.read("Cancel 2 tasks?");
        browser.screenshot("bulk-question");
        browser.confirm();
        browser.read("2 tasks cancelled.");
        browser.choose("select[name=state]", "cancelled");
        browser.rows(2);
        browser.press("Retry…");
        browser.read("Run 2 tasks again?");
        browser.press("dialog", "Leave it");
        browser.choose("select[name=state]", "");
        browser.rows(3);
        browser.press("Cancel…");
        browser.read("Cancel 1 task?");
        browser.confirm();
        browser.read("1 task cancelled.");
        browser.press("Clear filters");
        browser.readNoMore("All tasks that this filter matches");
    }

    @Test
    void aRunningTaskIsFollowedAndEnded() {
        TaskRequest task = scene.submit(TaskRequest.of("chatty"));
        browser.open("tasks/" + task.id());
        browser.read("line 3\nline 4");
        browser.read("Following");
        assertFalse(browser.text().contains("[31m"), "escapes of the terminal are gone");
        browser.press("Cancel task");
        browser.read("Its whole process tree is ended.");
        browser.confirm();
        scene.await(task, TaskState.CANCELLED);
        browser.read("cancelled");
        browser.press("Run again now");
        scene.await(task, TaskState.RUNNING);
        browser.press("Cancel task");
        browser.confirm();
        scene.await(task, TaskState.CANCELLED);
    }

    @Test
    void aTaskTellsHowFarItIsAndWhyItWaits() {
        Path gate = scene.gate();
        TaskRequest running = scene.submit(TaskRequest.of("halves", gate.toString()));
        browser.open("tasks/" + running.id());
        browser.read("50 %");
        browser.read("one half");
        scene.open(gate);
        browser.read("75 %");
        browser.read("one half and a quarter");
        scene.client().cancel(running.id());
        TaskRequest waiting = scene.submit(TaskRequest.of("example", "1", "1").queue("nobody-serves"));
        browser.open("tasks/" + waiting.id());
        browser.read("nobody-serves");
        browser.see(".explain");
        scene.client().cancel(waiting.id());
    }

    @Test
    void aTaskIsRunAgainWithOtherArguments() {
        TaskRequest first = scene.run(TaskRequest.of("example", "12", "45").retryAfter(5, 8, 9));
        browser.open("tasks/" + first.id());
        browser.press("Edit and run again…");
        browser.read("bin/kingtask");
        browser.type(".argument:nth-of-type(2) textarea", "88");
        browser.press("main form", "Submit");
        browser.read("example 12 88");
        browser.read("100");
    }

    @Test
    void longOutputComesInRanges() {
        TaskRequest task = scene.run(TaskRequest.of("lines", "40000"));
        browser.open("tasks/" + task.id());
        browser.read("Bytes 1 to 65,536 of 228,893");
        browser.press("End");
        browser.read("\n39999\n40000");
        browser.press("Earlier");
        browser.read("Bytes 131,073 to 196,608");
        browser.press("stderr");
        browser.read("Nothing was written to stderr.");
    }

    @Test
    void aFloodOfOutputIsFollowedInAPageThatStaysSmall() {
        Path gate = scene.gate();
        TaskRequest task = scene.submit(TaskRequest.of("flood", gate.toString()));
        browser.open("tasks/" + task.id());
        browser.read("Following");
        scene.open(gate);
        scene.await(task, TaskState.SUCCEEDED);
        browser.read("succeeded");
        browser.press("End");
        browser.read("the flood is over");
        assertEquals("true", browser.script("return document.body.innerText.length < 400_000"));
        assertEquals("true", browser.script("return performance.memory.usedJSHeapSize < 64 * 1024 * 1024"));
    }

    @Test
    void whatStrangersWriteIsTextAndNothingElse() {
        String nasty =
                "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>\u001b]8;;http://e\u0007x\u202e";
        TaskRequest task = scene.run(TaskRequest.of("echo-all", nasty));
        browser.open("tasks");
        browser.read("onerror");
        browser.open("tasks/" + task.id());
        browser.read("<img src=x onerror=");
        browser.read("x<U+202E>");
        assertEquals("null", browser.script("return window.owned ?? null"));
        assertFalse(browser.has("main img, main script"));
    }

    private Program shell(String line) {
        Path home = scene.site.folder();
        return Program.start(
                home, Map.of("DIST", Distribution.home().toString()), List.of("bash", "-c", "cd \"$DIST\" && " + line));
    }
}
