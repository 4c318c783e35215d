package io.kingtask.broker.schedules;

import io.kingtask.broker.admission.AcceptedTask;
import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.admission.Refusal;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.client.TaskId;
import io.kingtask.store.ScheduleStore.Put;
import io.kingtask.store.TaskStore.Submitted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes, shows, changes and triggers schedules. */
@Path("schedules")
@Singleton
public class ScheduleResource {

    @Inject
    private ScheduleReader reader;

    @Inject
    private ScheduleBook book;

    @Inject
    private Committers committers;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public SchedulePage list(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int limit = fields.limit();
        var cursor = fields.text("cursor");
        fields.check();
        return book.list(limit, cursor);
    }

    @GET
    @Path("{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public ScheduleView view(@PathParam("name") String name) {
        return book.view(name);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public Response create(InputStream body, @Context UriInfo uri) throws IOException {
        var schedule = reader.read(JsonBody.object(body), null);
        book.create(schedule);
        return created(schedule.name(), uri);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public Response put(@PathParam("name") String name, InputStream body, @Context UriInfo uri) throws IOException {
        boolean isNew = book.put(reader.read(JsonBody.object(body), name)) == Put.CREATED;
        return isNew ? created(name, uri) : Response.ok(book.view(name)).build();
    }

    private Response created(String name, UriInfo uri) {
        var location = uri.getBaseUriBuilder().path("schedules").path(name).build();
        return Response.created(location).entity(book.view(name)).build();
    }

    @DELETE
    @Path("{name}")
    @Needs(Role.OPERATOR)
    public void delete(@PathParam("name") String name) {
        book.delete(name);
    }

    @POST
    @Path("{name}/pause")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public ScheduleView pause(@PathParam("name") String name) {
        book.pause(name);
        return book.view(name);
    }

    @POST
    @Path("{name}/resume")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public ScheduleView resume(@PathParam("name") String name) {
        book.resume(name);
        return book.view(name);
    }

    /** Makes one task now, beside the firings. */
    @POST
    @Path("{name}/trigger")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public CompletionStage<Response> trigger(@PathParam("name") String name, @Context UriInfo uri) {
        var task = book.read(name).task().withId(TaskId.next());
        var location = uri.getBaseUriBuilder().path("tasks").path(task.id()).build();
        return committers.submit(List.of(task)).thenApply(answers -> {
            var receipt = answers.get(0);
            refuse(receipt.answer(), task.id());
            return Response.created(location)
                    .entity(AcceptedTask.view(task, receipt.at()))
                    .build();
        });
    }

    private static void refuse(Submitted submitted, String id) {
        Refusal.of(submitted, id).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }
}
