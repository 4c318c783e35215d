package io.kingtask.broker.store;

import io.kingtask.store.StoreEvents;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes Redis' news on to whoever listens within the broker. Listeners are called on the subscription's thread, which is not the
 * server's: they hand over to {@link Background} whatever takes time or touches the server.
 */
@Singleton
public class StoreNews {

    private final List<StoreEvents.Listener> listeners = new CopyOnWriteArrayList<>();
    private final StoreEvents subscription;

    @Inject
    StoreNews(StoreLink link) {
        subscription = link.store().brokerEvents(new Spread(listeners));
    }

    public void listen(StoreEvents.Listener listener) {
        listeners.add(listener);
    }

    @PreDestroy
    void close() {
        subscription.close();
    }

    private record Spread(List<StoreEvents.Listener> listeners) implements StoreEvents.Listener {
        @Override
        public void dueEarlier() {
            listeners.forEach(StoreEvents.Listener::dueEarlier);
        }

        @Override
        public void taskFinal(String id) {
            listeners.forEach(listener -> listener.taskFinal(id));
        }

        @Override
        public void schedulesChanged() {
            listeners.forEach(StoreEvents.Listener::schedulesChanged);
        }

        @Override
        public void reconnected() {
            listeners.forEach(StoreEvents.Listener::reconnected);
        }
    }
}
