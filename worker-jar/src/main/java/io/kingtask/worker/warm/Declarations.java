package io.kingtask.worker.warm;

import io.kingtask.worker.process.FileIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which executables serve many tasks. A file is read when it is new or has changed; whether there is a declaration beside it is looked at
 * once a second, so a task costs no look. Safe for many threads.
 */
final class Declarations {

    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 10_000;

    private record Known(
            FileIdentity executable,
            @Nullable FileIdentity beside,
            boolean marked,
            Optional<Declaration> declaration,
            long lookedAt) {}

    private final LongSupplier nanoTime;
    private final Map<Path, Known> all = new ConcurrentHashMap<>();

    Declarations(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Optional<Declaration> of(Program program) {
        var known = all.get(program.path());
        long now = nanoTime.getAsLong();
        if (known != null
                && now - known.lookedAt() < LOOK_AGAIN
                && known.executable().equals(program.identity())) {
            return known.declaration();
        }
        if (all.size() >= MOST) {
            all.clear();
        }
        var looked = look(program, known, now);
        all.put(program.path(), looked);
        return looked.declaration();
    }

    private static Known look(Program program, @Nullable Known known, long now) {
        try {
            var beside = DeclarationFile.of(program);
            var identity = DeclarationFile.identity(beside);
            var same = known != null && known.executable().equals(program.identity()) ? known : null;
            boolean marked = same == null ? DeclarationFile.isMarked(program.path()) : same.marked();
            if (same != null && Objects.equals(identity, same.beside())) {
                return new Known(program.identity(), identity, marked, same.declaration(), now);
            }
            var byMark = marked ? Optional.of(Declaration.PLAIN) : Optional.<Declaration>empty();
            var declaration = identity == null ? byMark : DeclarationFile.read(beside);
            return new Known(program.identity(), identity, marked, declaration, now);
        } catch (IOException e) {
            // It cannot be read, as a program may be; then it says nothing of itself.
            return new Known(program.identity(), null, false, Optional.empty(), now);
        }
    }
}
