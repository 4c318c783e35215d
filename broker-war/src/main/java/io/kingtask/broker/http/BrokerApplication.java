package io.kingtask.broker.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST interface, below the place where the server puts the application. */
@ApplicationPath("api/v1")
public class BrokerApplication extends Application {}
