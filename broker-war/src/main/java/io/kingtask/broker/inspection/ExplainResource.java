package io.kingtask.broker.inspection;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.TaskPath;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.StandingStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says why a task does not run. */
@Path("tasks")
@Singleton
public class ExplainResource {

    @Inject
    private StandingStore standings;

    @GET
    @Path("{id}/explain")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Explanation explain(@PathParam("id") String path) {
        var id = TaskPath.id(path);
        return standings.find(id).map(Explanation::of).orElseThrow(() -> new ProblemException(Problem.unknownTask(id)));
    }
}
