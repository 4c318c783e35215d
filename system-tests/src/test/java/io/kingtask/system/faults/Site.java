package io.kingtask.system.faults;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerException;
import io.kingtask.client.TaskFilter;
import io.kingtask.client.TaskList;
import io.kingtask.client.TaskView;
import io.kingtask.store.LocalRedis;
import io.kingtask.system.Patience;
import io.kingtask.system.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Several brokers and workers over one Redis, all in a folder of their own. */
final class Site implements AutoCloseable {

    static final String TOKEN = "token-of-the-fault-tests-only";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param lease seconds */
    record Size(int brokers, int workers, int slots, int lease) {}

    private final Path folder;
    private final Size size;
    private final List<String> addresses = new ArrayList<>();
    private final List<Member> brokers = new ArrayList<>();
    private final List<Member> workers = new ArrayList<>();

    /** @param redis as the configuration key {@code redis} takes it */
    Site(Path folder, String redis, Size size) {
        this.folder = folder;
        this.size = size;
        try {
            Files.createDirectory(bin());
            Files.createDirectory(temporary());
            Files.createFile(log());
            MemberLaunch launch = new MemberLaunch(this, redis);
            for (int i = 1; i <= size.brokers(); i++) {
                String address = "127.0.0.1:" + LocalRedis.freePort();
                addresses.add(address);
                brokers.add(new Member("broker-" + i, incarnation -> launch.broker(address)));
            }
            for (int i = 1; i <= size.workers(); i++) {
                String name = "worker-" + i;
                workers.add(new Member(name, incarnation -> launch.worker(name, incarnation)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an executable. */
    void executable(String name, String text) {
        try {
            Path file = Files.writeString(bin().resolve(name), text);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException("no run bit for " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts all, and returns when they are ready. */
    void start() {
        brokers.forEach(Member::start);
        workers.forEach(Member::start);
        awaitReady();
    }

    void awaitReady() {
        for (int i = 0; i < addresses.size(); i++) {
            Program broker = brokers.get(i).program();
            try (BrokerClient client = client(addresses.get(i))) {
                Patience.until(PATIENCE, () -> "a ready broker: " + broker.out() + broker.err(), () -> isReady(client));
            }
        }
        // A worker that was killed leaves files, which the next one removes when it starts.
        workers.forEach(worker -> worker.program().await(" started"));
    }

    private static boolean isReady(BrokerClient client) {
        try {
            client.list(TaskFilter.all().limit(1));
            return true;
        } catch (BrokerException e) {
            return false;
        }
    }

    BrokerClient client() {
        return client(addresses.toArray(String[]::new));
    }

    private static BrokerClient client(String... addresses) {
        var builder = BrokerClient.builder().token(TOKEN);
        Stream.of(addresses).forEach(builder::address);
        return builder.build();
    }

    /** Every task that there is. */
    List<TaskView> tasks() {
        List<TaskView> tasks = new ArrayList<>();
        try (BrokerClient client = client()) {
            TaskFilter filter = TaskFilter.all().limit(1000);
            TaskList page = client.list(filter);
            tasks.addAll(page.items());
            while (page.nextCursor() != null) {
                page = client.list(filter.after(page.nextCursor()));
                tasks.addAll(page.items());
            }
        }
        return tasks;
    }

    Ledger ledger() {
        try (BrokerClient client = client()) {
            return Ledger.parse(client.json("/audit", Map.of()));
        }
    }

    List<Member> brokers() {
        return brokers;
    }

    List<Member> workers() {
        return workers;
    }

    List<String> addresses() {
        return addresses;
    }

    Size size() {
        return size;
    }

    Path folder() {
        return folder;
    }

    /** Where each run of the executable {@code record} appends its lines. */
    Path log() {
        return folder.resolve("runs");
    }

    Path temporary() {
        return folder.resolve("temp");
    }

    Path bin() {
        return folder.resolve("bin");
    }

    @Override
    public void close() {
        workers.forEach(Member::close);
        brokers.forEach(Member::close);
    }
}
