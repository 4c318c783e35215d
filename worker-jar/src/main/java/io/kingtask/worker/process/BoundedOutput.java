package io.kingtask.worker.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps at most a number of bytes of what a program writes: when there is more, the first half and the last half of that number, with a
 * line between that says how many were dropped. Grows with what is written, so a silent program costs nothing.
 */
final class BoundedOutput {

    private final int max;
    private final int headSize;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
    private byte[] tail = new byte[0];
    private int tailAt;
    private long total;

    /** @param max 2 at least */
    BoundedOutput(int max) {
        this.max = max;
        this.headSize = max - max / 2;
    }

    long total() {
        return total;
    }

    void write(byte[] bytes, int length) {
        total += length;
        int fits = Math.min(length, max - head.size());
        if (tail.length == 0) {
            head.write(bytes, 0, fits);
        } else {
            fits = 0;
        }
        if (fits < length) {
            writeTail(bytes, fits, length - fits);
        }
    }

    private void writeTail(byte[] bytes, int from, int length) {
        if (tail.length == 0) {
            startTail();
        }
        // Of a piece longer than the whole tail only its end matters.
        int skipped = Math.max(0, length - tail.length);
        int at = from + skipped;
        int left = length - skipped;
        while (left > 0) {
            int piece = Math.min(left, tail.length - tailAt);
            System.arraycopy(bytes, at, tail, tailAt, piece);
            tailAt = (tailAt + piece) % tail.length;
            at += piece;
            left -= piece;
        }
    }

    /** The head is full: its second half becomes the first content of the tail, a ring from here on. */
    private void startTail() {
        var full = head.toByteArray();
        tail = new byte[max - headSize];
        System.arraycopy(full, headSize, tail, 0, full.length - headSize);
        head.reset();
        head.write(full, 0, headSize);
    }

    byte[] bytes() {
        if (tail.length == 0) {
            return head.toByteArray();
        }
        var whole = new ByteArrayOutputStream(max + 64);
        whole.writeBytes(head.toByteArray());
        long dropped = total - headSize - tail.length;
        if (dropped > 0) {
            whole.writeBytes(("\n… " + dropped + " bytes dropped …\n").getBytes(StandardCharsets.UTF_8));
        }
        whole.write(tail, tailAt, tail.length - tailAt);
        whole.write(tail, 0, tailAt);
        return whole.toByteArray();
    }
}
