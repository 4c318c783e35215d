package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.JsonFields;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Signs a browser in and out: its token goes into a cookie that no script can read. The broker keeps nothing of it. */
@Path("session")
@Singleton
public class SessionResource {

    /**
     * Who is signed in.
     *
     * @param auth {@code token}, or {@code off} where everybody may do everything
     */
    public record Session(String name, String role, String auth) {}

    /** @param oidc whether an identity provider lets people in */
    public record Ways(boolean oidc) {}

    @Inject
    private OidcSessions sessions;

    @Inject
    private BrokerConfig config;

    @Inject
    private SignIns signIns;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Session show(@Context SecurityContext caller) {
        var role = Arrays.stream(Role.values())
                .filter(one -> caller.isUserInRole(one.word()))
                .reduce(Role.READER, (lower, higher) -> higher);
        return session(caller.getUserPrincipal().getName(), role);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NoToken
    public Response signIn(
            InputStream body, @Context HttpHeaders headers, @Context UriInfo uri, @Context HttpServletRequest request)
            throws IOException {
        refuseOtherSites(headers);
        if (!config.authRequired()) {
            return Response.ok(session(Caller.ANYBODY, Role.ADMIN)).build();
        }
        var given = token(body);
        var origin = Origin.of(request);
        var token = signIns.find(given, origin)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ErrorCode.UNAUTHORIZED, "This broker does not know the token.")));
        boolean secure = origin.isSecure() || OwnSite.isByHttps(headers::getHeaderString);
        return Response.ok(session(token.name(), token.role()))
                .cookie(TokenCookie.holding(given, root(uri), secure))
                .build();
    }

    /** What the sign-in page offers beside the token. */
    @GET
    @Path("ways")
    @Produces(MediaType.APPLICATION_JSON)
    @NoToken
    public Ways ways() {
        return new Ways(sessions.areOffered());
    }

    @DELETE
    @NoToken
    public Response signOut(@Context HttpHeaders headers, @Context UriInfo uri) {
        refuseOtherSites(headers);
        return Response.noContent().cookie(TokenCookie.removal(root(uri))).build();
    }

    private Session session(String name, Role role) {
        return new Session(name, role.word(), config.authRequired() ? "token" : "off");
    }

    /** The place of the whole application on its server, to which the path of the REST interface is relative. */
    static String root(UriInfo uri) {
        return uri.getBaseUri().resolve("../../").getPath();
    }

    private static String token(InputStream body) throws IOException {
        var fields = new JsonFields(JsonBody.object(body));
        var token = fields.text("token");
        if (token == null) {
            fields.reject("token", null, "is required");
        }
        fields.check();
        return token == null ? "" : token.strip();
    }

    private static void refuseOtherSites(HttpHeaders headers) {
        if (!OwnSite.allows(headers::getHeaderString)) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CROSS_SITE, "Another site sent this request; only this broker's own pages may."));
        }
    }
}
