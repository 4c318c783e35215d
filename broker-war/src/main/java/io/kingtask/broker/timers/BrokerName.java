package io.kingtask.broker.timers;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How this broker is told from others: its host and process id. */
final class BrokerName {

    static final String VALUE = host() + "-" + ProcessHandle.current().pid();

    private BrokerName() {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
