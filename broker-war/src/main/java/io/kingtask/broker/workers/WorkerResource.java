package io.kingtask.broker.workers;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.FleetStore;
import io.kingtask.store.FleetStore.WorkerPage;
import io.kingtask.store.FleetStore.WorkerView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Shows workers; drains and resumes them. */
@Path("workers")
@Singleton
public class WorkerResource {

    @Inject
    private FleetStore fleet;

    /** All workers on one page, unless there are more than a thousand. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public WorkerPage list(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int limit = fields.number("limit", QueryFields.MOST_ITEMS, 1, QueryFields.MOST_ITEMS);
        var cursor = fields.text("cursor");
        fields.check();
        return fleet.list(limit, cursor);
    }

    @GET
    @Path("{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public WorkerView view(@PathParam("name") String name) {
        return fleet.find(name).orElseThrow(() -> unknown(name));
    }

    /** When this is answered the worker is given nothing new; what it runs goes on. */
    @POST
    @Path("{name}/drain")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public WorkerView drain(@PathParam("name") String name) {
        return changed(fleet.drain(name), name);
    }

    @POST
    @Path("{name}/resume")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public WorkerView resume(@PathParam("name") String name) {
        return changed(fleet.resume(name), name);
    }

    private WorkerView changed(boolean known, String name) {
        if (!known) {
            throw unknown(name);
        }
        return view(name);
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(Problem.of(
                ErrorCode.UNKNOWN_WORKER, "There is no worker " + name + ", or it has been silent for an hour."));
    }
}
