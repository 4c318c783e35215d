package io.kingtask.broker.security;

import io.kingtask.broker.config.Role;
import io.kingtask.client.Word;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.Optional;
import java.util.Set;

/** Who somebody is, and what they may do. For Jakarta Security it is a caller with one group, the role. */
record Identity(String name, Role role) {

    /** @return nothing where no identity store knew the credential, or it gave no role */
    static Optional<Identity> of(CredentialValidationResult result) {
        return result.getStatus() == CredentialValidationResult.Status.VALID
                ? result.getCallerGroups().stream()
                        .flatMap(group -> Word.find(Role.class, group).stream())
                        .max(Role::compareTo)
                        .map(role -> new Identity(result.getCallerPrincipal().getName(), role))
                : Optional.empty();
    }

    CredentialValidationResult asResult() {
        return new CredentialValidationResult(name, Set.of(role.word()));
    }
}
