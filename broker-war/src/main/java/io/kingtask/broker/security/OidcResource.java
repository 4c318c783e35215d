package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.security.IdentityProvider.Attempt;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs a browser in by the identity provider: sends it there, and takes it back with a code. */
@Path("session/oidc")
@Singleton
public class OidcResource {

    private static final Logger LOG = LoggerFactory.getLogger(OidcResource.class);
    private static final String COOKIE = "kingtask_oidc";
    private static final Duration AT_THE_PROVIDER = Duration.ofMinutes(10);

    @Inject
    private BrokerConfig config;

    @Inject
    private OidcSessions sessions;

    @Inject
    private Clock clock;

    private Optional<IdentityProvider> provider = Optional.empty();
    private Optional<Seal> seal = Optional.empty();

    @PostConstruct
    void prepare() {
        provider = config.access().oidc().map(IdentityProvider::new);
        seal = config.access().oidc().map(oidc -> new Seal(oidc.clientSecret(), "attempt", clock));
    }

    @GET
    @NoToken
    public Response leave(@Context UriInfo uri, @Context HttpServletRequest request) {
        var attempt = Attempt.start();
        try {
            var door = provider.orElseThrow(OidcResource::notOffered).door(attempt, back(uri, request));
            var text = attempt.state() + " " + attempt.nonce() + " " + attempt.verifier();
            return Response.seeOther(door)
                    .cookie(attemptCookie(uri, request)
                            .value(seal.orElseThrow()
                                    .close(text, clock.instant().plus(AT_THE_PROVIDER)))
                            .maxAge((int) AT_THE_PROVIDER.toSeconds())
                            .build())
                    .build();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @GET
    @Path("callback")
    @NoToken
    public Response comeBack(
            @QueryParam("code") @Nullable String code,
            @QueryParam("state") @Nullable String state,
            @CookieParam(COOKIE) @Nullable String cookie,
            @Context UriInfo uri,
            @Context HttpServletRequest request) {
        var attempt = attempt(cookie).filter(one -> isSame(one.state(), state)).orElseThrow(OidcResource::notStarted);
        if (code == null || code.isEmpty()) {
            throw refused(new IOException("the provider sent the browser back without a code"));
        }
        try {
            var identity = provider.orElseThrow(OidcResource::notOffered)
                    .identify(attempt, code, back(uri, request))
                    .orElseThrow(() -> new ProblemException(Problem.of(
                            ErrorCode.FORBIDDEN,
                            "The identity provider knows you, but this broker has no role for you.")));
            LOG.info(
                    "{} signed in by the identity provider, as {}.",
                    identity.name(),
                    identity.role().word());
            return Response.seeOther(URI.create(site(request) + SessionResource.root(uri)))
                    .cookie(
                            TokenCookie.holding(
                                    sessions.make(identity),
                                    SessionResource.root(uri),
                                    Origin.of(request).isSecure()),
                            attemptCookie(uri, request).value("").maxAge(0).build())
                    .build();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private Optional<Attempt> attempt(@Nullable String cookie) {
        return Optional.ofNullable(cookie)
                .flatMap(given -> seal.flatMap(one -> one.open(given)))
                .map(text -> {
                    var parts = text.split(" ", 3);
                    return new Attempt(parts[0], parts[1], parts[2]);
                });
    }

    /** Sent along when the provider sends the browser back, which is another site's doing. */
    private static NewCookie.Builder attemptCookie(UriInfo uri, HttpServletRequest request) {
        return new NewCookie.Builder(COOKIE)
                .path(SessionResource.root(uri))
                .httpOnly(true)
                .secure(Origin.of(request).isSecure())
                .sameSite(NewCookie.SameSite.LAX);
    }

    private static URI back(UriInfo uri, HttpServletRequest request) {
        return URI.create(site(request) + uri.getBaseUri().getPath() + "session/oidc/callback");
    }

    /** As the browser calls it; servers differ in what they make of a URI without it. */
    private static String site(HttpServletRequest request) {
        return (Origin.of(request).isSecure() ? "https" : "http") + "://" + request.getHeader("Host");
    }

    private static boolean isSame(String one, @Nullable String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException notOffered() {
        return new ProblemException(Problem.of(ErrorCode.NOT_FOUND, "This broker has no identity provider."));
    }

    private static ProblemException notStarted() {
        return new ProblemException(Problem.of(
                ErrorCode.CROSS_SITE, "This sign-in was not begun by this browser, or too long ago. Begin again."));
    }

    private static ProblemException refused(IOException failure) {
        LOG.warn("A sign-in by the identity provider failed: {}", failure.getMessage());
        return new ProblemException(Problem.of(
                ErrorCode.UNAUTHORIZED, "The sign-in by the identity provider failed; the broker's log says why."));
    }
}
