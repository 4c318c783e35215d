package io.kingtask.worker.name;

import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.config.WorkerConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name by which the store knows a worker: the configured one, or {@code HOST-HASH-N}, inside a server
 * {@code HOST-embedded-HASH-N}, where the hash is of what makes workers of one
 * machine different and N is the lowest number that no living worker has. A worker that died leaves its name to the next that is
 * started in the same way, which so knows that its predecessor is dead.
 */
public final class WorkerName implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerName.class);
    private static final int MOST = 1000;
    private static final int LONGEST_HOST = 100;

    private final String text;
    private final @Nullable NameLock lock;
    private final List<WorkerName> dead;

    private WorkerName(String text, @Nullable NameLock lock, List<WorkerName> dead) {
        this.text = text;
        this.lock = lock;
        this.dead = dead;
    }

    /**
     * Takes a name; its lock is in {@code .kingtask/workers} of the user's home.
     *
     * @param ownProcess whether the worker is not inside a server
     * @throws NameTakenException when the configured name is that of a living worker
     */
    public static WorkerName take(WorkerConfig config, boolean ownProcess) throws IOException {
        var named = System.getenv("HOME");
        var home = Path.of(named == null || named.isEmpty() ? System.getProperty("user.home") : named);
        var host = ownProcess ? host() : host() + "-embedded";
        var folder = home.resolve(".kingtask").resolve("workers");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return withoutLock(config, host, e);
        }
        var configured = config.name();
        return configured.isPresent()
                ? configured(configured.get(), folder)
                : numbered(host + "-" + hash(config, home) + "-", folder);
    }

    private static WorkerName withoutLock(WorkerConfig config, String host, IOException reason) {
        var name = config.name()
                .orElseGet(() -> host + "-" + ProcessHandle.current().pid());
        LOG.warn(
                "No lock can be kept for the name {} ({}). If this worker dies, its tasks run again when their leases are over, not"
                        + " when it is started again.",
                name,
                reason.toString());
        return new WorkerName(name, null, List.of());
    }

    private static WorkerName configured(String name, Path folder) throws IOException {
        var file = folder.resolve(name + ".lock");
        var lock = NameLock.take(file);
        if (lock.isEmpty()) {
            throw new NameTakenException("name=" + name + " is that of a worker that lives (" + NameLock.holder(file)
                    + ", " + file + "). Stop that one, or give this one another name or none");
        }
        return new WorkerName(name, lock.get(), List.of());
    }

    private static WorkerName numbered(String stem, Path folder) throws IOException {
        for (int number = 1; number <= MOST; number++) {
            var lock = NameLock.take(folder.resolve(stem + number + ".lock"));
            if (lock.isPresent()) {
                return new WorkerName(stem + number, lock.get(), dead(stem, number + 1, folder));
            }
        }
        throw new IOException(MOST + " workers with this configuration live on this machine");
    }

    /** Names of workers of the same kind that died and that nobody has taken since. */
    private static List<WorkerName> dead(String stem, int from, Path folder) throws IOException {
        var found = new ArrayList<WorkerName>();
        for (int number = from; number <= MOST; number++) {
            var file = folder.resolve(stem + number + ".lock");
            if (Files.exists(file)) {
                var name = stem + number;
                NameLock.take(file).ifPresent(lock -> found.add(new WorkerName(name, lock, List.of())));
            }
        }
        return found;
    }

    private static String host() {
        var host = WorkerConfigReader.hostName().replaceAll("[^A-Za-z0-9._-]", "-");
        return host.length() > LONGEST_HOST ? host.substring(0, LONGEST_HOST) : host;
    }

    private static String hash(WorkerConfig config, Path home) throws IOException {
        var what = String.join(
                "\0", config.binPath().toRealPath().toString(), config.redis().toString(), home.toString());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 3);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public String text() {
        return text;
    }

    /** Whether it is certain that no other worker of this name lives on this machine. */
    boolean isHeld() {
        return lock != null;
    }

    /** Names of dead workers, held until {@link Succession} has taken what they had. */
    List<WorkerName> dead() {
        return dead;
    }

    /** Gives the name up, after a stop in order. */
    @Override
    public void close() {
        dead.forEach(WorkerName::close);
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.debug("Could not remove the lock of {}: {}", text, e.toString());
        }
    }
}
