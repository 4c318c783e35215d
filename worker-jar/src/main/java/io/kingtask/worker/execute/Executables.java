package io.kingtask.worker.execute;

import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.process.FileLook;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executables of a worker: where their files are, and whether these are the ones that are wanted. Safe for many threads. */
final class Executables {

    private static final Logger LOG = LoggerFactory.getLogger(Executables.class);
    private static final long LOOK_AGAIN = Duration.ofMillis(500).toNanos();

    private final FileLook files;
    private final Path binPath;
    private final Map<String, String> pins;
    private final Digests digests;
    private final Map<String, Seen> served = new ConcurrentHashMap<>();

    /** What was found at a moment. */
    private record Seen(ExecutableFile file, long at) {}

    /** @param pins SHA-256 that the worker wants of executables */
    Executables(FileLook files, Path binPath, Map<String, String> pins, Clock clock) {
        this.files = files;
        this.binPath = binPath;
        this.pins = pins;
        this.digests = new Digests(clock);
    }

    ExecutableFile find(ClaimedTask task) {
        var name = task.executable();
        var seen = served.get(name);
        var file = seen == null
                ? ExecutableFile.locate(files, binPath, name)
                : recent(name, seen).file();
        return file instanceof ExecutableFile.Found found ? compare(name, found, pins.get(name), task.sha256()) : file;
    }

    /**
     * Reads the digests of small executables before they are wanted.
     *
     * @param mostBytes that are read
     * @param goOn asked before each
     */
    void readAhead(long mostBytes, BooleanSupplier goOn) {
        long left = mostBytes;
        try (var entries = Files.newDirectoryStream(binPath)) {
            for (var entry : entries) {
                if (left <= 0 || !goOn.getAsBoolean()) {
                    return;
                }
                var file = ExecutableFile.locate(
                        files, binPath, entry.getFileName().toString());
                if (file instanceof ExecutableFile.Found found
                        && digests.ofSmall(found.path(), found.identity()) != null) {
                    left -= found.identity().size();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("The digests of {} are read when they are wanted: {}", binPath, e.toString());
        }
    }

    /** Whether it serves many tasks, and so may do that some moments longer than its file is there, or as it is. */
    void serves(String name, boolean many) {
        if (!many) {
            served.remove(name);
        } else if (!served.containsKey(name)) {
            served.put(name, new Seen(new ExecutableFile.Missing(), System.nanoTime() - LOOK_AGAIN));
        }
    }

    private Seen recent(String name, Seen seen) {
        if (System.nanoTime() - seen.at() < LOOK_AGAIN) {
            return seen;
        }
        var now = new Seen(ExecutableFile.locate(files, binPath, name), System.nanoTime());
        served.put(name, now);
        return now;
    }

    private ExecutableFile compare(
            String name, ExecutableFile.Found found, @Nullable String ofWorker, @Nullable String ofTask) {
        if (ofWorker == null && ofTask == null) {
            return found.with(digests.ofSmall(found.path(), found.identity()), false);
        }
        try {
            var sha256 = digests.of(found.path(), found.identity());
            if (ofWorker != null && !ofWorker.equals(sha256)) {
                return refused(name, sha256, "the worker's configuration wants", ofWorker);
            }
            return ofTask == null || ofTask.equals(sha256)
                    ? found.with(sha256, true)
                    : refused(name, sha256, "the task wants", ofTask);
        } catch (IOException e) {
            return new ExecutableFile.Refused(
                    name + " is wanted with a SHA-256, and its file cannot be read: " + e.getMessage());
        }
    }

    private static ExecutableFile refused(String name, String is, String who, String wanted) {
        return new ExecutableFile.Refused(
                "the file of " + name + " has the SHA-256 " + is + ", but " + who + " " + wanted);
    }
}
