package io.kingtask.worker.cell;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one program is started.
 *
 * @param environment of the first process; the program's own is made of it
 * @param command what stands before the program and its arguments; empty: nothing
 * @param staysAbove whether the first process of the command stays and waits for the program, in place of becoming it: then it must not
 *     be asked to end, and tells a signal that ended the program as 128 and its number
 * @param account the user that the command changes to; null: none
 */
public record Wrapper(
        Map<String, String> environment,
        List<String> command,
        boolean staysAbove,
        @Nullable Account account) {}
