package io.kingtask.worker.control;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** Looks into the control files of running programs five times a second and passes progress on; sleeps while none runs. */
public final class ControlWatch implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration UNTIL_RUNG = Duration.ofHours(1);

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final StoreWatch watch;
    private final Rounds rounds;
    private final Set<ControlFile> files = ConcurrentHashMap.newKeySet();

    public ControlWatch(WorkStore store, WorkStore.Worker worker, StoreWatch watch, ThreadFactory threads) {
        this.store = store;
        this.worker = worker;
        this.watch = watch;
        this.rounds = new Rounds("control", threads, this::look);
    }

    public void start() {
        rounds.start();
    }

    public void add(ControlFile file) {
        boolean first = files.isEmpty();
        files.add(file);
        if (first) {
            rounds.ring();
        }
    }

    /** Passes the last news on; the file is then no longer watched. */
    public void finish(ControlFile file) {
        files.remove(file);
        var news = file.readRest();
        if (news != null) {
            pass(file, news);
        }
    }

    private Duration look() throws InterruptedException {
        // Rung by the first file: a program that says something says it a little later.
        Thread.sleep(BETWEEN_LOOKS.toMillis());
        for (var file : files) {
            var news = file.read();
            if (news != null) {
                pass(file, news);
            }
        }
        return files.isEmpty() ? UNTIL_RUNG : Duration.ZERO;
    }

    private void pass(ControlFile file, ControlFile.Progress news) {
        try {
            store.progress(worker, file.run(), news.part(), news.message());
            watch.answered();
        } catch (StoreUnavailableException e) {
            // The next word of the program replaces this one.
            watch.failed(e);
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
