package io.kingtask.broker.security;

import io.kingtask.broker.config.Role;
import io.kingtask.client.Word;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who sent a request, for the rest of its way. */
record Caller(String name, Role role, boolean isSecure) implements SecurityContext {

    /** Whoever calls where tokens are off. */
    static final String ANYBODY = "anybody";

    @Override
    public Principal getUserPrincipal() {
        return this::name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Word.find(Role.class, role).filter(this.role::covers).isPresent();
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
