package io.kingtask.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Timers, queues, workers, schedules, failures and the audit in the console. */
@Tag("browser")
@ExtendWith(ConsoleScene.Resolver.class)
class ConsoleOperationsIT {

    private final ConsoleScene scene;
    private final Browser browser;

    ConsoleOperationsIT(ConsoleScene scene) {
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
    void timedTasksCountDownAndAreMovedRunAndCancelled() {
        TaskRequest moved = scene.submit(TaskRequest.of("example", "1", "1").delay(Duration.ofMinutes(50)));
        TaskRequest soon = scene.submit(TaskRequest.of("example", "2", "2").delay(Duration.ofMinutes(40)));
        TaskRequest ended = scene.submit(TaskRequest.of("example", "3", "3").delay(Duration.ofMinutes(45)));
        browser.open("timers");
        browser.read("Timers of this broker");
        String row = "tr:has(a[href*='%s'])";
        browser.read("39:");
        browser.press(row.formatted(moved.id()), "Move…");
        browser.see("dialog[open] input[type=datetime-local]");
        browser.script("const field = document.querySelector('dialog input'); field.value = '2031-05-06T07:08:09';"
                + "field.dispatchEvent(new Event('input', {bubbles: true}))");
        browser.confirm();
        browser.read("6 May 2031, 07:08:09");
        browser.press(row.formatted(soon.id()), "Run now");
        scene.await(soon, TaskState.SUCCEEDED);
        browser.press(row.formatted(ended.id()), "Cancel task");
        browser.confirm();
        scene.await(ended, TaskState.CANCELLED);
        scene.client().cancel(moved.id());
    }

    @Test
    void queuesArePausedResumedAndPurged() {
        browser.open("queues");
        browser.read("mail");
        String mail = "tbody tr:has(a[href$='queue=mail'])";
        browser.press(mail, "Pause");
        browser.read("mail is paused");
        scene.submit(TaskRequest.of("example", "1", "1").queue("mail"));
        TaskRequest last = scene.submit(TaskRequest.of("example", "2", "1").queue("mail"));
        // The question tells what the page knew.
        browser.read(mail + " a[href*='state=pending']", "2");
        browser.press(mail, "Purge");
        browser.read("2 waiting tasks are cancelled.");
        browser.confirm();
        browser.read("2 waiting tasks cancelled.");
        scene.await(last, TaskState.CANCELLED);
        browser.press(mail, "Resume");
        browser.read("mail is open again.");
    }

    @Test
    void aWorkerIsDrainedAndTakesTasksAgain() {
        browser.open("workers");
        browser.read("of 6 slots busy");
        browser.press("Drain");
        browser.read("It takes no more tasks");
        browser.confirm();
        browser.read("draining");
        browser.press("Resume");
        browser.read("takes tasks again");
        scene.run(TaskRequest.of("example", "1", "1"));
    }

    @Test
    void aScheduleIsMadeChangedPausedRunAndDeleted() {
        browser.open("schedules");
        browser.press("New schedule");
        browser.type("#field-name", "nightly");
        browser.type("#field-cron", "99 * * * *");
        browser.type("#field-executable", "example");
        browser.press("Add an argument");
        browser.type(".argument:nth-of-type(1) textarea", "30");
        browser.press("Add an argument");
        browser.type(".argument:nth-of-type(2) textarea", "3");
        browser.press("Create schedule");
        browser.see(".field.wrong #field-cron");
        browser.type("#field-cron", "0 3 * * *");
        browser.press("Create schedule");
        browser.read("The schedule nightly is saved.");
        browser.press("Run now");
        browser.read("A task was made");
        browser.press("Pause");
        browser.read("nightly is paused.");
        browser.type("#field-cron", "0 4 * * *");
        browser.press("Save changes");
        browser.open("schedules");
        browser.read("0 4 * * *");
        browser.press("Resume");
        browser.read("nightly goes on.");
        browser.press("nightly");
        browser.press("Delete");
        browser.confirm();
        browser.read("The schedule nightly is deleted.");
    }

    @Test
    void failuresAreGroupedAndRunAgainTogether() {
        TaskRequest one = scene.run(TaskRequest.of("fail", "row 1"));
        TaskRequest two = scene.run(TaskRequest.of("fail", "row 2"));
        browser.open("failures");
        browser.read("it is broken at row #");
        browser.press("tr:has(a[href*='" + two.id() + "'])", "Retry all of fail: exit status");
        browser.see("dialog[open]");
        browser.confirm();
        browser.read("again.");
        scene.await(one, TaskState.FAILED);
    }

    @Test
    void theLedgerIsCompared() {
        browser.open("audit");
        browser.read("The ledger balances.");
    }
}
