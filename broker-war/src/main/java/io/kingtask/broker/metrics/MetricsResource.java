package io.kingtask.broker.metrics;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.security.OpenMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** For Prometheus. */
@Path("metrics")
@Singleton
public class MetricsResource {

    @Inject
    private BrokerMetrics metrics;

    /** Text whatever form is asked for: every Prometheus reads it. */
    @GET
    @Needs(Role.READER)
    @OpenMetrics
    public Response metrics() {
        return Response.ok(metrics.text(), BrokerMetrics.MEDIA_TYPE).build();
    }
}
