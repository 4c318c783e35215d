package io.kingtask.store;

import io.kingtask.client.OutputName;
import io.kingtask.client.Word;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** A subscription on a thread and a connection of its own; subscribes again when the connection breaks. */
final class RedisSubscription implements StoreEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSubscription.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final LazyRedis redis;
    private final Wanted wanted;
    private final Consumer<UnifiedJedis> check;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Receiver receiver;
    private volatile boolean lost;
    private volatile boolean checked;

    /**
     * What to hear of.
     *
     * @param parameters what the channels' names take, such as the worker's name
     * @param partitions each has channels of its own
     */
    record Wanted(List<RedisKeys> news, List<String> parameters, Partitions partitions) {

        String[] channels() {
            var named = parameters.toArray(String[]::new);
            return news.stream()
                    .flatMap(channel ->
                            IntStream.range(0, partitions.count()).mapToObj(partition -> channel.in(partition, named)))
                    .toArray(String[]::new);
        }
    }

    /**
     * Starts at once.
     *
     * @param redis a client for this subscription alone, closed with it
     * @param check looks at the server before the first subscription, and before each after an interruption
     * @param threads makes the one thread
     */
    RedisSubscription(
            LazyRedis redis, Wanted wanted, Consumer<UnifiedJedis> check, Listener listener, ThreadFactory threads) {
        this.redis = redis;
        this.wanted = wanted;
        this.check = check;
        this.listener = listener;
        this.thread = threads.newThread(this::run);
        thread.setName("kingtask-news");
        thread.start();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                if (!checked) {
                    check.accept(redis.get());
                    checked = true;
                }
                redis.get().subscribe(new Receiver(), wanted.channels());
            } catch (JedisException | StoreUnavailableException e) {
                if (isSilence(e)) {
                    continue; // subscribes anew, for a connection that nothing comes from may be dead
                }
                report(e);
            }
            pause();
        }
    }

    /** Nothing was heard for as long as the connection waits. */
    private boolean isSilence(RuntimeException e) {
        return !lost && e.getCause() instanceof SocketTimeoutException;
    }

    private void report(RuntimeException e) {
        if (!lost && closed.getCount() > 0) {
            LOG.warn(
                    "Hears no news from Redis: {}. Tries again until it does; work goes on more slowly.",
                    ScriptRunner.reason(e));
        }
        redis.dropConnections();
        lost = true;
        checked = false;
    }

    private void pause() {
        try {
            boolean end = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Subscription ends: {}", end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Gives the connection back, and ends the thread, which a Redis that does not answer holds up for 15 seconds at most. */
    @Override
    public void close() {
        closed.countDown();
        var current = receiver;
        if (current != null) {
            current.end();
        }
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
        thread.interrupt();
    }

    /** Turns messages into calls of the listener. */
    private final class Receiver extends JedisPubSub {

        @Override
        public void onSubscribe(String channel, int subscribed) {
            receiver = this;
            if (closed.getCount() == 0) {
                end();
            } else if (subscribed == 1) {
                lost = false;
                listener.reconnected();
            }
        }

        /** Has Redis end the subscription; from any thread. */
        void end() {
            try {
                unsubscribe();
            } catch (JedisException e) {
                LOG.trace("The subscription has no connection.", e);
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            var kind = wanted.news().stream()
                    .filter(key -> channel.contains(":" + key.stem()))
                    .findFirst();
            if (kind.isEmpty()) {
                return;
            }
            if (kind.get() == RedisKeys.DUE_NEWS) {
                listener.dueEarlier();
            } else if (kind.get() == RedisKeys.FINAL_NEWS) {
                listener.taskFinal(StoredId.read(message));
            } else if (kind.get() == RedisKeys.DRAIN_NEWS) {
                listener.drainChanged();
            } else if (kind.get() == RedisKeys.FOLLOW_NEWS) {
                followed(message.split(" ", 4));
            } else if (kind.get() == RedisKeys.SCHEDULE_NEWS) {
                listener.schedulesChanged();
            } else {
                var words = message.split(" ", 2);
                listener.cancelRequested(StoredId.read(words[0]), Long.parseLong(words[1]));
            }
        }

        private void followed(String[] words) {
            var run = new WorkStore.Run(StoredId.read(words[0]), Long.parseLong(words[1]));
            Word.find(OutputName.class, words[2])
                    .ifPresent(name -> listener.outputFollowed(run, name, Long.parseLong(words[3])));
        }
    }
}
