package io.kingtask.store;

import io.kingtask.client.TaskState;
import java.util.List;
import java.util.Set;

/** What an operator does to many tasks. Each is changed or left by itself; Redis is held for a few milliseconds at a time. */
public interface BulkStore {

    /** What is done. */
    enum Action {
        CANCEL(Transition.CANCEL, Transition.CANCEL_RUN),
        RETRY(Transition.RETRY_NOW);

        private final List<Transition> moves;

        Action(Transition... moves) {
            this.moves = List.of(moves);
        }

        /** The states that allow it. */
        public Set<TaskState> from() {
            return moves.stream()
                    .flatMap(move -> move.from().stream())
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Tasks that match.
     *
     * @param more whether there are, or may be, more than these
     */
    record Selection(List<String> ids, boolean more) {}

    /**
     * How many there are.
     *
     * @param found those of the ids that are tasks
     * @param changed those that were, or could be, changed; a running task that is to be cancelled ends a little later
     */
    record Count(int found, int changed) {}

    /** The newest tasks that match, at most so many; gives up with {@code more} after some seconds. */
    Selection select(TaskCriteria criteria, int most);

    /** Changes those of the tasks whose states allow it. */
    Count change(Action action, List<String> ids);

    /** What {@link #change} would do now. */
    Count count(Action action, List<String> ids);
}
