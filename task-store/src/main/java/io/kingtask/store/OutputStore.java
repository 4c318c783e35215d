package io.kingtask.store;

import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What programs wrote, for who reads it later and for who follows it live. Positions count the bytes that the program wrote, those
 * that were dropped included. Nothing of a running program is in Redis unless somebody follows it.
 */
public interface OutputStore {

    /**
     * A piece of what is kept of a task's latest run.
     *
     * @param at where the piece begins
     * @param written how much the program wrote in all; what it wrote last is missing a newline at its end
     * @param dropped how much of that is missing, in one piece in its middle
     */
    record Stored(TaskState state, int attempt, long at, byte[] bytes, long written, long dropped) {

        public long end() {
            return at + bytes.length;
        }
    }

    /** All that is kept, with a line where something is missing; empty when there is no such task, no bytes before its run has ended. */
    Optional<Stored> whole(String id, OutputName name);

    /**
     * A piece of at most {@code length} bytes that begins at {@code offset}, or behind what is missing there; it ends where something is
     * missing.
     */
    Optional<Stored> piece(String id, OutputName name, long offset, int length);

    /**
     * A follower's look.
     *
     * @param place {@link Told#place} of the latest piece that was seen; null: none was
     * @param ask whether the worker is to be asked to go on telling; it does so for a few seconds
     * @param from with {@code ask}: from which byte on it is to tell, where something was missed; null: nothing was
     */
    record Look(
            String id,
            OutputName name,
            @Nullable String place,
            boolean ask,
            @Nullable Long from) {}

    /** A piece that a worker told of the run with this fence. */
    record Told(String place, long fence, OutputPiece piece) {}

    /**
     * What a follower sees.
     *
     * @param state null: there is no such task
     * @param fence that of the latest run
     * @param told pieces behind the place, a bounded number; none while the task does not run
     */
    record Seen(@Nullable TaskState state, int attempt, long fence, List<Told> told) {}

    /** Looks at many tasks, in one round trip for some hundreds of each partition. Answers in their order. */
    List<Seen> look(List<Look> looks);
}
