package io.kingtask.broker.health;

import io.kingtask.broker.security.NoToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For load balancers and supervisors. */
@Path("health")
@Singleton
public class HealthResource {

    @Inject
    private Readiness readiness;

    /** What both answers look like. */
    public record Health(String status) {}

    @GET
    @Path("live")
    @Produces(MediaType.APPLICATION_JSON)
    @NoToken
    public Health live() {
        return new Health("up");
    }

    @GET
    @Path("ready")
    @Produces(MediaType.APPLICATION_JSON)
    @NoToken
    public Health ready() {
        readiness.check();
        return new Health("up");
    }
}
