package io.kingtask.broker.failures;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.FailureStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what fails, and how often. */
@Path("failures")
@Singleton
public class FailureResource {

    @Inject
    private FailureStore store;

    /**
     * @param lookedAt how many of the latest failed tasks were looked at
     * @param nextCursor always null: there is one page
     */
    @JsonbPropertyOrder({"items", "lookedAt", "nextCursor"})
    public record Failures(
            List<FailureStore.Group> items,
            int lookedAt,
            @Nullable String nextCursor) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Failures failures(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        var queue = fields.text("queue");
        var executable = fields.text("executable");
        fields.check();
        var latest = store.latest(queue, executable);
        return new Failures(latest.groups(), latest.lookedAt(), null);
    }
}
