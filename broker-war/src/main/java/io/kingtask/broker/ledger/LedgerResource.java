package io.kingtask.broker.ledger;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.Audit;
import io.kingtask.store.Stats;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/** Shows the ledger. */
@Path("/")
@Singleton
public class LedgerResource {

    private final TaskStore tasks;
    private final Audits audits;

    @Inject
    public LedgerResource(TaskStore tasks, Audits audits) {
        this.tasks = tasks;
        this.audits = audits;
    }

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
}
