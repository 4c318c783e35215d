package io.kingtask.worker.control;

import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the program of one run has said of its progress and its next attempt, line by line. Safe for many threads. */
public final class ControlWords implements ControlWatch.Source {

    /** The program's latest word on its progress. */
    public record Progress(double part, @Nullable String message) {}

    private static final Logger LOG = LoggerFactory.getLogger(ControlWords.class);

    private final Run run;

    /** Not this: a program that says more meanwhile is not to wait until the news is handed over. */
    private final Object handingOver = new Object();

    private boolean complained;
    private double part;
    private @Nullable Progress news;
    private @Nullable Duration retryAfter;

    public ControlWords(Run run) {
        this.run = run;
    }

    @Override
    public Run run() {
        return run;
    }

    public synchronized void accept(String text) {
        try {
            var line = ControlLine.parse(text);
            if (line.retryAfter() != null) {
                retryAfter = line.retryAfter();
            }
            if (line.progress() != null) {
                part = line.progress();
            }
            if (line.progress() != null || line.message() != null) {
                news = new Progress(part, line.message());
            }
        } catch (ControlLine.Malformed e) {
            complain("a line is ignored: " + e.getMessage());
        }
    }

    @Override
    public void news(Consumer<Progress> to) {
        synchronized (handingOver) {
            var latest = takeNews();
            if (latest != null) {
                to.accept(latest);
            }
        }
    }

    private synchronized @Nullable Progress takeNews() {
        var latest = news;
        news = null;
        return latest;
    }

    /** The pause before the next attempt that the program asked for last; null: none. */
    public synchronized @Nullable Duration retryAfter() {
        return retryAfter;
    }

    synchronized void complain(String what) {
        if (!complained) {
            complained = true;
            LOG.warn("What task {} says of itself: {}. Further faults of this run are not logged.", run.id(), what);
        }
    }
}
