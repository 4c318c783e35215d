package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.OutputName;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.OutputStore.Look;
import io.kingtask.store.OutputStore.Seen;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Run;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Outputs, kept and live, over several partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputStoreIT {

    private final WorkStore.Worker worker = StoreFixture.worker("worker-1");
    private final LocalRedis server = LocalRedis.start();
    private StoreFixture fixture = new StoreFixture(server.address(), 3);
    private OutputStore outputs = fixture.store.outputs();

    @BeforeEach
    void open() {
        fixture.close();
        fixture = new StoreFixture(server.address(), 3);
        outputs = fixture.store.outputs();
    }

    @AfterAll
    void close() {
        fixture.close();
        server.close();
    }

    @Test
    void piecesSkipWhatWasDropped() {
        var id = fixture.submit(StoreFixture.now());
        var kept = new KeptOutput(StoreFixture.bytes("head\n<90>\ntail"), new KeptOutput.Gap(4, 90, 6));
        finish(fixture.claim(worker).run(), kept);
        var whole = outputs.whole(id, OutputName.STDOUT).orElseThrow();
        assertEquals("head\n<90>\ntail", text(whole.bytes()));
        assertEquals(98, whole.written());
        assertEquals(90, whole.dropped());
        assertPiece(id, 0, 100, 0, "head");
        assertPiece(id, 1, 2, 1, "ea");
        assertPiece(id, 4, 100, 94, "tail");
        assertPiece(id, 50, 2, 94, "ta");
        assertPiece(id, 96, 100, 96, "il");
        assertPiece(id, 500, 100, 98, "");
        assertTrue(outputs.piece(TaskId.next(), OutputName.STDOUT, 0, 1).isEmpty());
    }

    @Test
    void gapOfAnEarlierRunIsForgotten() {
        fixture.submit(StoreFixture.now());
        finish(fixture.claim(worker).run(), new KeptOutput(StoreFixture.bytes("a-b"), new KeptOutput.Gap(1, 5, 1)));
        var failed = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        var gap = new KeptOutput(StoreFixture.bytes("a-b"), new KeptOutput.Gap(1, 5, 1));
        fixture.work.finish(worker, new Finish(run, Outcome.FAILED, 1, null, gap, gap, null, null, null));
        fixture.tasks.retry(failed);
        finish(fixture.claim(worker).run(), KeptOutput.whole(StoreFixture.bytes("new")));
        assertEquals(0, outputs.whole(failed, OutputName.STDOUT).orElseThrow().dropped());
        assertPiece(failed, 0, 10, 0, "new");
    }

    @Test
    void followersSeeWhatTheWorkerTells() {
        var id = fixture.submit(StoreFixture.now());
        assertEquals(TaskState.PENDING, look(id, null, false, null).state());
        var run = fixture.claim(worker).run();
        assertEquals(run.fence(), look(id, null, false, null).fence());
        assertEquals(Finished.OK, tell(run, 0, "one"));
        assertEquals(Finished.OK, tell(run, 3, "two"));
        var seen = look(id, null, false, null);
        assertEquals(List.of("one", "two"), texts(seen));
        assertEquals(3, seen.told().get(1).piece().at());
        var place = seen.told().get(0).place();
        assertEquals(List.of("two"), texts(look(id, place, false, null)));
        assertEquals(Finished.NOT_OWNER, tell(new Run(id, run.fence() - 1), 6, "late"));
        finish(run, KeptOutput.whole(StoreFixture.bytes("onetwo")));
        assertEquals(TaskState.SUCCEEDED, look(id, null, false, null).state());
        assertNull(look(TaskId.next(), null, true, null).state());
    }

    @Test
    void whatIsToldIsBoundedAndExpires() {
        var run = runOf(fixture.submit(StoreFixture.now()));
        var key = RedisKeys.LIVE.in(Math.floorMod(run.id().hashCode(), 3), StoredId.of(run.id()), "stdout");
        for (int i = 0; i < 50; i++) {
            tell(run, i, "x");
        }
        assertEquals(24, fixture.redis.xlen(key));
        assertTrue(fixture.redis.pttl(key) > 0);
    }

    @Test
    void workerHearsThatItIsFollowed() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var listener = new StoreEvents.Listener() {
            @Override
            public void outputFollowed(Run run, OutputName name, long from) {
                heard.add(run.id() + " " + run.fence() + " " + name + " " + from);
            }
        };
        var events = fixture.store.workerEvents("worker-1", listener);
        try (events) {
            var run = runOf(fixture.submit(StoreFixture.now()));
            StoreFixture.await(() -> {
                look(run.id(), null, true, 7L);
                return !heard.isEmpty();
            });
            assertEquals(run.id() + " " + run.fence() + " STDOUT 7", heard.poll(1, TimeUnit.SECONDS));
        }
    }

    private Run runOf(String id) {
        var run = fixture.claim(worker).run();
        assertEquals(id, run.id());
        return run;
    }

    private void finish(Run run, KeptOutput kept) {
        var error = KeptOutput.whole(new byte[0]);
        assertEquals(
                Finished.OK,
                fixture.work.finish(
                        worker, new Finish(run, Outcome.SUCCEEDED, 0, null, kept, error, null, null, null)));
    }

    private Finished tell(Run run, long at, String text) {
        var piece = new OutputPiece(at, at, at + text.length(), StoreFixture.bytes(text));
        return fixture.work.appendOutput(worker, run, OutputName.STDOUT, piece);
    }

    private Seen look(String id, @Nullable String place, boolean ask, @Nullable Long from) {
        return outputs.look(List.of(new Look(id, OutputName.STDOUT, place, ask, from)))
                .get(0);
    }

    private static List<String> texts(Seen seen) {
        return seen.told().stream().map(told -> text(told.piece().bytes())).toList();
    }

    private void assertPiece(String id, long offset, int length, long at, String expected) {
        var piece = outputs.piece(id, OutputName.STDOUT, offset, length).orElseThrow();
        assertArrayEquals(StoreFixture.bytes(expected), piece.bytes(), text(piece.bytes()));
        assertEquals(at, piece.at());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
}
