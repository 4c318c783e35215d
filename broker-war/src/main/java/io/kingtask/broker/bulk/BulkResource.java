package io.kingtask.broker.bulk;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.BulkStore;
import io.kingtask.store.BulkStore.Selection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Cancels or retries many tasks. */
@Path("tasks")
@Singleton
public class BulkResource {

    private static final int MOST_AT_A_TIME = 2;

    private final Semaphore room = new Semaphore(MOST_AT_A_TIME);

    @Inject
    private BulkStore store;

    /**
     * @param matched tasks that were found: {@code changed} and {@code skipped} together
     * @param changed tasks that were changed, or would have been; a running one that is cancelled ends a little later
     * @param skipped tasks whose state does not allow it
     * @param more whether more tasks match than one call takes
     */
    @JsonbPropertyOrder({"matched", "changed", "skipped", "dryRun", "more"})
    public record BulkAnswer(int matched, int changed, int skipped, boolean dryRun, boolean more) {}

    @POST
    @Path("bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public BulkAnswer change(InputStream body) throws IOException {
        var wish = BulkWish.read(JsonBody.object(body));
        if (!room.tryAcquire()) {
            throw new ProblemException(Problem.later(
                    ErrorCode.OVERLOADED, "Other changes of many tasks are under way.", Duration.ofSeconds(1)));
        }
        try {
            return change(wish);
        } finally {
            room.release();
        }
    }

    private BulkAnswer change(BulkWish wish) {
        var criteria = wish.criteria();
        var selection = criteria == null ? new Selection(wish.ids(), false) : store.select(criteria, BulkWish.MOST);
        refuseMoreThanExpected(wish, selection);
        var count = wish.dryRun()
                ? store.count(wish.action(), selection.ids())
                : store.change(wish.action(), selection.ids());
        return new BulkAnswer(
                count.found(), count.changed(), count.found() - count.changed(), wish.dryRun(), selection.more());
    }

    private static void refuseMoreThanExpected(BulkWish wish, Selection selection) {
        var expected = wish.expected();
        int count = selection.ids().size();
        if (expected != null && (count > expected || selection.more())) {
            throw new ProblemException(Problem.of(
                    ErrorCode.COUNT_CHANGED,
                    "Now " + count + (selection.more() ? " or more" : "") + " tasks match, " + expected
                            + " were expected. Nothing was changed."));
        }
    }
}
