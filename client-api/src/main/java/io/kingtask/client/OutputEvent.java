package io.kingtask.client;

import org.jspecify.annotations.Nullable;

/** What a follower of a task's output is told. */
public sealed interface OutputEvent {

    /**
     * The next piece of the output, as text; what is not UTF-8 has become U+FFFD.
     *
     * @param offset bytes that the program had written up to its end
     */
    record Text(String text, long offset) implements OutputEvent {}

    /** Bytes that cannot be had any more: the program wrote, or this follower read, too fast or too slowly. */
    record Gap(long dropped) implements OutputEvent {}

    /** The task runs again; its output begins anew. */
    record Attempt(int attempt) implements OutputEvent {}

    /**
     * The task is final; nothing follows.
     *
     * @param state null: the task is not kept any more
     */
    record End(@Nullable TaskState state) implements OutputEvent {}
}
