package io.kingtask.system.faults;

import io.kingtask.store.LocalRedis;
import java.util.concurrent.locks.LockSupport;

/** kill -9 of the only Redis, which then comes back with its data. */
record RedisRestart(LocalRedis redis) implements Chaos.RedisFault {

    @Override
    public void strike(double downSeconds) {
        redis.kill();
        LockSupport.parkNanos((long) (1e9 * downSeconds));
        redis.restart();
    }
}
