package io.kingtask.worker.execute;

import io.kingtask.worker.process.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** SHA-256 digests of executables, each read again only when its file has changed. Safe for many threads. */
final class Digests {

    private static final int MOST = 1_000;

    /** Reading that takes about as long as starting a few programs. */
    private static final long QUICKLY_READ = 8 << 20;

    private record Known(FileIdentity identity, String sha256) {}

    private final Clock clock;
    private final Map<Path, Known> all = new ConcurrentHashMap<>();
    private final Map<Path, Object> readings = new ConcurrentHashMap<>();

    Digests(Clock clock) {
        this.clock = clock;
    }

    /** @throws IOException also when the file is not, or no longer, of this identity */
    String of(Path file, FileIdentity identity) throws IOException {
        var known = known(file, identity);
        if (known != null) {
            return known;
        }
        if (!identity.isSettled(clock.instant())) {
            return read(file, identity);
        }
        // The slots' first tasks mostly are of the same few executables: one of them reads, the others wait for it.
        synchronized (readings.computeIfAbsent(file, first -> new Object())) {
            var meanwhile = known(file, identity);
            return meanwhile == null ? learnt(file, identity) : meanwhile;
        }
    }

    private @Nullable String known(Path file, FileIdentity identity) {
        var known = all.get(file);
        return known != null && known.identity().equals(identity) ? known.sha256() : null;
    }

    private String learnt(Path file, FileIdentity identity) throws IOException {
        var sha256 = read(file, identity);
        if (all.size() >= MOST) {
            all.clear();
            readings.clear();
        }
        all.put(file, new Known(identity, sha256));
        return sha256;
    }

    private static String read(Path file, FileIdentity identity) throws IOException {
        var sha256 = read(file);
        if (!FileIdentity.of(file).equals(identity)) {
            throw new IOException("it was changed just now");
        }
        return sha256;
    }

    /** As {@link #of}; null where it cannot be had, or only with patience. */
    @Nullable String ofSmall(Path file, FileIdentity identity) {
        try {
            return identity.size() <= QUICKLY_READ ? of(file, identity) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no SHA-256", e);
        }
    }
}
