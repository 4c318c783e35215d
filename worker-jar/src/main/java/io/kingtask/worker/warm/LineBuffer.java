package io.kingtask.worker.warm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts pieces of bytes together to lines of at most a number of bytes. */
final class LineBuffer {

    private static final int SMALL = 16_384;

    private final int longest;
    private byte[] bytes = new byte[1024];
    private int begin;
    private int end;
    private int searched;

    LineBuffer(int longest) {
        this.longest = longest;
    }

    void add(byte[] more, int length) {
        if (end + length > bytes.length) {
            int kept = end - begin;
            var target = kept + length > bytes.length ? new byte[Math.max(kept + length, 2 * bytes.length)] : bytes;
            System.arraycopy(bytes, begin, target, 0, kept);
            bytes = target;
            searched -= begin;
            begin = 0;
            end = kept;
        }
        System.arraycopy(more, 0, bytes, end, length);
        end += length;
    }

    /** The next line without its end; null: it is not complete. */
    byte @Nullable [] next() {
        for (; searched < end; searched++) {
            if (bytes[searched] == '\n') {
                var line = Arrays.copyOfRange(bytes, begin, searched);
                searched++;
                begin = searched;
                if (begin == end) {
                    clear();
                }
                return line;
            }
        }
        return null;
    }

    boolean isOverlong() {
        return end - begin > longest;
    }

    int longest() {
        return longest;
    }

    boolean isEmpty() {
        return begin == end;
    }

    /** The beginning of what is there. */
    byte[] beginning(int most) {
        return Arrays.copyOfRange(bytes, begin, Math.min(end, begin + most));
    }

    private void clear() {
        begin = 0;
        end = 0;
        searched = 0;
        if (bytes.length > SMALL) {
            bytes = new byte[1024];
        }
    }
}
