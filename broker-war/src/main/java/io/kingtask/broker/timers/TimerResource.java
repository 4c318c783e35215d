package io.kingtask.broker.timers;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.TimerStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows what this broker's timers are about to do, and what is due. */
@Path("timers")
@Singleton
public class TimerResource {

    @Inject
    private TimerStore store;

    @Inject
    private TimerList timers;

    /**
     * @param broker host and process id
     * @param due the due list of all brokers, earliest first
     */
    public record Timers(String broker, List<TimerList.EjbTimer> ejbTimers, TimerStore.DuePage due) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Timers timers(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int limit = fields.limit();
        return fields.page(cursor -> new Timers(BrokerName.VALUE, timers.all(), store.due(limit, cursor)));
    }
}
