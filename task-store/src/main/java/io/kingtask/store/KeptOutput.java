package io.kingtask.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a worker kept of an output.
 *
 * @param bytes all of it; or its head, a line that says how many bytes are missing, and its tail
 * @param gap null: nothing is missing
 */
public record KeptOutput(byte[] bytes, @Nullable Gap gap) {

    /**
     * What is missing.
     *
     * @param head bytes before it
     * @param dropped bytes that are missing
     * @param line bytes of the line in their place
     */
    public record Gap(int head, long dropped, int line) {

        /** As the scripts know it. */
        String toJson() {
            return "[" + head + "," + dropped + "," + line + "]";
        }
    }

    public static KeptOutput whole(byte[] bytes) {
        return new KeptOutput(bytes, null);
    }

    /** Without the newline at its end, if it has one. */
    public KeptOutput lessNewline() {
        int last = bytes.length - 1;
        return last >= 0 && bytes[last] == '\n' ? new KeptOutput(Arrays.copyOf(bytes, last), gap) : this;
    }
}
