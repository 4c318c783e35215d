package io.kingtask.system.faults;

import io.kingtask.system.Patience;
import io.kingtask.system.Program;
import io.kingtask.system.faults.Blow.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Kills and stops members of a site and its Redis at moments that a seed decides, and brings them back. */
final class Chaos {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS = 4;

    /** What can be done to a Redis: it is back when the call returns. */
    interface RedisFault {
        void strike(double downSeconds);
    }

    private record Moment(double after, Kind kind) {}

    private final Site site;
    private final RedisFault redis;
    private final Random random;
    private final List<Moment> moments = new ArrayList<>();
    private final Queue<Blow> blows = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> recoveries = new ArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    /** @param numbers how many blows of each kind, at random moments within {@code seconds} */
    Chaos(Site site, RedisFault redis, Map<Kind, Integer> numbers, double seconds, Random random) {
        this.site = site;
        this.redis = redis;
        this.random = random;
        new EnumMap<>(numbers).forEach((kind, number) -> {
            for (int i = 0; i < number; i++) {
                moments.add(new Moment(random.nextDouble() * seconds, kind));
            }
        });
        moments.sort(Comparator.comparingDouble(Moment::after));
    }

    /** Strikes all blows, and returns when all that was hit has been started again or goes on. */
    List<Blow> run() throws Exception {
        double start = Uptime.now();
        for (Moment moment : moments) {
            LockSupport.parkNanos((long) (1e9 * (start + moment.after() - Uptime.now())));
            strike(moment.kind());
        }
        for (Future<?> recovery : recoveries) {
            recovery.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        threads.shutdown();
        return blows.stream().sorted(Comparator.comparingDouble(Blow::from)).toList();
    }

    private void strike(Kind kind) {
        double down = 2 * random.nextDouble();
        switch (kind) {
            case KILL_WORKER -> killWorker(victim(site.workers()), down);
            case KILL_BROKER -> killBroker(victim(site.brokers()), down);
            case STOP_WORKER -> stop(kind, victim(site.workers()), site.size().lease() + 1 + down);
            case KILL_REDIS, FAIL_OVER -> {
                double from = Uptime.now();
                redis.strike(down / 2);
                double until = Uptime.now();
                blows.add(new Blow(kind, "redis", from, until, until));
            }
        }
    }

    private void killWorker(Member victim, double down) {
        String incarnation = victim.incarnation();
        double from = Uptime.now();
        victim.kill();
        double until = Uptime.now();
        blows.add(new Blow(Kind.KILL_WORKER, incarnation, from, until, until));
        afterwards(victim::start, down);
    }

    private void killBroker(Member victim, double down) {
        String incarnation = victim.incarnation();
        double from = Uptime.now();
        victim.kill();
        double struck = Uptime.now();
        afterwards(
                () -> {
                    victim.start();
                    Program successor = victim.program();
                    Patience.until(
                            PATIENCE,
                            () -> "a ready broker: " + successor.out(),
                            () -> !successor.isAlive() || successor.out().contains("The broker is ready"));
                    blows.add(new Blow(Kind.KILL_BROKER, incarnation, from, struck, Uptime.now()));
                },
                down);
    }

    private void stop(Kind kind, Member victim, double seconds) {
        String incarnation = victim.incarnation();
        double from = Uptime.now();
        victim.stop();
        double struck = Uptime.now();
        afterwards(
                () -> {
                    blows.add(new Blow(kind, incarnation, from, struck, Uptime.now()));
                    victim.goOn();
                },
                seconds);
    }

    private void afterwards(Runnable action, double seconds) {
        recoveries.add(threads.schedule(action, (long) (1000 * seconds), TimeUnit.MILLISECONDS));
    }

    /** A member that is up; it is waited for when none is. */
    private Member victim(List<Member> members) {
        Patience.until(PATIENCE, () -> "somebody to hit", () -> members.stream().anyMatch(Member::isUp));
        List<Member> up = members.stream().filter(Member::isUp).toList();
        return up.get(random.nextInt(up.size()));
    }
}
