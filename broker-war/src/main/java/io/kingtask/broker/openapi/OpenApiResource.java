package io.kingtask.broker.openapi;

import io.kingtask.broker.security.NoToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Describes this very interface. */
@Path("openapi.json")
@Singleton
public class OpenApiResource {

    @Inject
    private ApiDescription description;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NoToken
    public String description() {
        return description.json();
    }
}
