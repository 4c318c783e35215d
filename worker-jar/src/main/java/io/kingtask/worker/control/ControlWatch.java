package io.kingtask.worker.control;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Asks for what running programs say of their progress, in control files for instance, five times a second and passes it on; sleeps while none runs. */
public final class ControlWatch implements AutoCloseable {

    /** Where a run's program says how far it is. */
    public interface Source {
        Run run();

        /** Hands the latest progress over, if there is news of it since the last call; what is older has been handed over by then. */
        void news(Consumer<ControlWords.Progress> to);

        /** The program has ended: what it said last is to be read now. */
        default void readRest() {}
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration UNTIL_RUNG = Duration.ofHours(1);

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final StoreWatch watch;
    private final Rounds rounds;
    private final Set<Source> sources = ConcurrentHashMap.newKeySet();

    public ControlWatch(WorkStore store, WorkStore.Worker worker, StoreWatch watch, ThreadFactory threads) {
        this.store = store;
        this.worker = worker;
        this.watch = watch;
        this.rounds = new Rounds("control", threads, this::look);
    }

    public void start() {
        rounds.start();
    }

    public void add(Source source) {
        boolean first = sources.isEmpty();
        sources.add(source);
        if (first) {
            rounds.ring();
        }
    }

    /** Passes the last news on; the run is then no longer watched. */
    public void finish(Source source) {
        sources.remove(source);
        source.readRest();
        passNews(source);
    }

    private Duration look() throws InterruptedException {
        // Rung by the first one: a program that says something says it a little later.
        Thread.sleep(BETWEEN_LOOKS.toMillis());
        sources.forEach(this::passNews);
        return sources.isEmpty() ? UNTIL_RUNG : Duration.ZERO;
    }

    private void passNews(Source source) {
        source.news(news -> pass(source, news));
    }

    private void pass(Source source, ControlWords.Progress news) {
        try {
            store.progress(worker, source.run(), news.part(), news.message());
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
