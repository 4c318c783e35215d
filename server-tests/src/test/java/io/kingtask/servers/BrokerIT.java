package io.kingtask.servers;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker on the server, with a worker beside it: one deployment for all. */
@RunAsClient
@ExtendWith({Site.Opening.class, ArquillianExtension.class})
class BrokerIT implements RunningContract, SurfaceContract, TimersContract {

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private URL url;

    @Deployment(testable = false)
    static WebArchive deployment() {
        return Site.war();
    }

    @Override
    public Broker broker() {
        return Broker.at(url);
    }
}
