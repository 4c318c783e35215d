package io.kingtask.examples;

import io.kingtask.client.BrokerClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Offers one {@link BrokerClient} to all beans of a Jakarta EE application: {@code @Inject BrokerClient broker}. Copy this class
 * into the application. The server closes the client when the application ends.
 */
@ApplicationScoped
public class BrokerClientProducer {

    @Produces
    @Singleton
    BrokerClient broker() {
        return new BrokerClient(System.getProperty("kingtask.broker", "127.0.0.1:9595"));
    }

    void close(@Disposes BrokerClient broker) {
        broker.close();
    }
}
