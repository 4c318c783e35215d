package io.kingtask.worker.config;

import java.util.Optional;

/**
 * As what, and within which bounds, programs run.
 *
 * @param runAs a user's name, or UID:GID; empty: the worker's own user
 */
public record Confinement(Optional<String> runAs, Limits limits, Isolation isolation) {

    public static final Confinement NONE = new Confinement(Optional.empty(), Limits.NONE, Isolation.NONE);
}
