package io.kingtask.broker.ledger;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.Audit;
import io.kingtask.store.HistoryStore;
import io.kingtask.store.Interval;
import io.kingtask.store.Stats;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Shows the ledger, and what happened of late. */
@Path("/")
@Singleton
public class LedgerResource {

    private static final int HOUR = 60;
    private static final int MOST_INTERVALS = 360;

    @Inject
    private TaskStore tasks;

    @Inject
    private HistoryStore history;

    @Inject
    private Audits audits;

    /** A list in one page. */
    public record Intervals(List<Interval> items, @Nullable String nextCursor) {}

    /** Counts every task; with many tasks it takes its time. */
    @GET
    @Path("audit")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public CompletionStage<Audit> audit() {
        return audits.begin();
    }

    @GET
    @Path("stats")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Stats stats() {
        return tasks.stats();
    }

    @GET
    @Path("stats/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Intervals history(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int minutes = fields.number("minutes", HOUR, 1, (int) HistoryStore.LONGEST.toMinutes());
        fields.check();
        return new Intervals(history.intervals(Duration.ofMinutes(minutes), MOST_INTERVALS), null);
    }
}
