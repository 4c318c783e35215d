package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.WorkStore.Renewed;
import io.kingtask.worker.execute.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker's threads together, over a store that can be switched off. */
class WorkerLoopIT {

    @TempDir
    private Path folder;

    private final FakeWorkStore store = new FakeWorkStore();
    private StoreEvents.Listener news = new StoreEvents.Listener() {};
    private @Nullable Worker worker;

    @AfterEach
    void tearDown() {
        if (worker != null) {
            worker.stop();
        }
    }

    @Test
    void executablesAreAnnouncedAndNewOnesToo() throws Exception {
        script("one", "exit 0");
        Files.writeString(folder.resolve("notes.txt"), "no executable");
        start(1, Duration.ZERO, 15);
        store.await(() -> store.executables.equals(Set.of("one")));
        script("two", "exit 0");
        store.await(() -> store.executables.equals(Set.of("one", "two")));
    }

    @Test
    void noMoreTasksAreTakenThanSlotsAreFree() throws Exception {
        script("wait", "while [ ! -e \"$1\" ]; do sleep 0.02; done");
        for (int i = 0; i < 5; i++) {
            store.add(Tasks.task("wait", List.of(folder.resolve("go").toString())));
        }
        start(2, Duration.ZERO, 15);
        store.await(() -> store.registered && !store.claims.isEmpty());
        store.await(() -> store.claims.stream().allMatch(max -> max <= 2));
        assertEquals(List.of(), store.finished);
        Files.createFile(folder.resolve("go"));
        store.await(() -> store.finished.size() == 5);
    }

    @Test
    void missingExecutableIsParked() throws Exception {
        var task = Tasks.task("elsewhere", List.of());
        store.add(task);
        start(1, Duration.ZERO, 15);
        store.await(() -> store.parked.contains(task.run()));
    }

    @Test
    void resultIsKeptWhileTheStoreDoesNotAnswer() throws Exception {
        script("slow", "while [ ! -e \"$1\" ]; do sleep 0.02; done; echo kept; touch \"$1.ended\"");
        store.add(Tasks.task("slow", List.of(folder.resolve("go").toString())));
        start(1, Duration.ZERO, 15);
        store.await(() -> !store.claims.isEmpty());
        store.switchOff(true);
        Files.createFile(folder.resolve("go"));
        awaitFile("go.ended");
        store.switchOff(false);
        store.await(() -> store.finished.size() == 1);
        assertEquals(
                "kept", new String(store.finished.get(0).stdout().bytes(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void programIsEndedBeforeALeaseThatCannotBeRenewedIsOver() throws Exception {
        script("long", "echo $$ > \"$1\"; exec sleep 600");
        store.add(Tasks.task("long", List.of(folder.resolve("pid").toString())));
        start(1, Duration.ZERO, 10);
        long program = WorkerProcess.awaitPid(folder.resolve("pid"));
        store.switchOff(true);
        WorkerProcess.assertGoneWithin(Duration.ofSeconds(10), program);
        store.switchOff(false);
        store.await(() -> store.claims.size() > 1);
        assertEquals(List.of(), store.finished);
    }

    @Test
    void renewalCancelsARun() throws Exception {
        script("long", "echo $$ > \"$1\"; exec sleep 600");
        var task = Tasks.task("long", List.of(folder.resolve("pid").toString()));
        store.answerRenewal(task.run(), Renewed.CANCEL);
        store.add(task);
        start(1, Duration.ZERO, 10);
        store.await(() -> store.finished.size() == 1);
        assertEquals(Cause.CANCELLED, store.finished.get(0).cause());
    }

    @Test
    void drainedWorkerFinishesWhatItRunsAndTakesNothingUntilItIsResumed() throws Exception {
        script("wait", "while [ ! -e \"$1\" ]; do sleep 0.02; done");
        var first = Tasks.task("wait", List.of(folder.resolve("go").toString()));
        store.add(first);
        start(1, Duration.ZERO, 15);
        store.await(() -> !store.claims.isEmpty());
        store.drain(true);
        news.drainChanged();
        store.await(() -> store.drainFollowed);
        store.add(Tasks.task("wait", List.of(folder.resolve("go").toString())));
        int claims = store.claims.size();
        Files.createFile(folder.resolve("go"));
        store.await(() -> store.finished.size() == 1);
        assertEquals(claims, store.claims.size());
        store.drain(false);
        news.drainChanged();
        store.await(() -> store.finished.size() == 2);
    }

    @Test
    void runOfAnotherIsEndedWithoutAWord() throws Exception {
        script("long", "echo $$ > \"$1\"; exec sleep 600");
        var lost = Tasks.task("long", List.of(folder.resolve("pid").toString()));
        store.answerRenewal(lost.run(), Renewed.NOT_OWNER);
        ClaimedTask next = Tasks.task("long", List.of(folder.resolve("next").toString()));
        store.add(lost, next);
        start(1, Duration.ZERO, 3);
        awaitFile("next");
        assertEquals(List.of(), store.finished);
    }

    @Test
    void stopHandsBackWhatStillRuns() throws Exception {
        script("long", "echo $$ > \"$1\"; exec sleep 600");
        var task = Tasks.task("long", List.of(folder.resolve("pid").toString()));
        store.add(task);
        start(1, Duration.ZERO, 15);
        awaitFile("pid");
        java.util.Objects.requireNonNull(worker).stop();
        worker = null;
        assertEquals(List.of(task.run()), store.handedBack);
        assertFalse(store.registered);
    }

    @Test
    void slotPausesAfterEachTask() throws Exception {
        script("quick", "exit 0");
        store.add(Tasks.task("quick", List.of()), Tasks.task("quick", List.of()), Tasks.task("quick", List.of()));
        long begin = System.nanoTime();
        start(1, Duration.ofMillis(400), 15);
        store.await(() -> store.finished.size() == 3);
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(800).toNanos());
    }

    @Test
    void storeThatIsAwayAtTheStartIsWaitedFor() throws Exception {
        script("quick", "exit 0");
        store.switchOff(true);
        store.add(Tasks.task("quick", List.of()));
        start(1, Duration.ZERO, 15);
        assertTrue(store.claims.isEmpty());
        store.switchOff(false);
        store.await(() -> store.finished.size() == 1);
    }

    private void start(int slots, Duration period, int leaseSeconds) throws IOException {
        var config = Configs.config("127.0.0.1:1", folder, slots, period, Duration.ofSeconds(leaseSeconds));
        StoreEvents noNews = () -> {};
        worker = Worker.start(
                config,
                new Worker.Surroundings(
                        store,
                        (name, listener) -> {
                            news = listener;
                            return noNews;
                        },
                        Clock.systemUTC(),
                        Thread::new,
                        false));
    }

    private void script(String name, String line) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void awaitFile(String name) throws IOException {
        var file = folder.resolve(name);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file) || (name.equals("pid") && Files.size(file) == 0)) {
            assertTrue(System.nanoTime() < end, "no " + file);
            Thread.onSpinWait();
        }
    }
}
