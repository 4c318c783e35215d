package io.kingtask.broker.turns;

import jakarta.ejb.TimerConfig;
import java.io.Serializable;

/**
 * What is shown of an EJB timer. All timers are non-persistent: what is due is kept in Redis, not by the server.
 *
 * @param schedule when it fires, in words
 */
public record TimerInfo(String name, String schedule) implements Serializable {

    public TimerConfig config() {
        return new TimerConfig(this, false);
    }
}
