package io.kingtask.broker.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The REST interface, below the place where the server puts the application.
 *
 * <p>Several resource classes share the path {@code tasks}; each says the rest at its methods, because a class with a longer path
 * would hide the others' methods below it.
 */
@ApplicationPath("api/v1")
public class BrokerApplication extends Application {}
