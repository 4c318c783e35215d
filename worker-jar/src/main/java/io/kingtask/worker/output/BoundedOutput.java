package io.kingtask.worker.output;

import io.kingtask.store.KeptOutput;
import io.kingtask.store.OutputPiece;
import io.kingtask.store.Utf8Border;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps at most a number of bytes of what a program writes: when there is more, the first half and the last half of that number, with a
 * line between that says how many were dropped. Grows with what is written, so a silent program costs nothing. One thread writes; any may
 * read.
 */
public final class BoundedOutput {

    private final int max;
    private final int headSize;
    private byte[] head = new byte[256];
    private int headLength;
    private byte[] tail = new byte[0];
    private int tailAt;
    private long total;

    /** @param max 2 at least */
    public BoundedOutput(int max) {
        this.max = max;
        this.headSize = max - max / 2;
    }

    /** How much was written. */
    public synchronized long total() {
        return total;
    }

    public synchronized void write(byte[] bytes, int length) {
        total += length;
        int fits = tail.length == 0 ? Math.min(length, max - headLength) : 0;
        writeHead(bytes, fits);
        if (fits < length) {
            writeTail(bytes, fits, length - fits);
        }
    }

    private void writeHead(byte[] bytes, int length) {
        int needed = headLength + length;
        if (needed > head.length) {
            head = Arrays.copyOf(head, (int) Math.min(Math.max(needed, 2L * head.length), max));
        }
        System.arraycopy(bytes, 0, head, headLength, length);
        headLength = needed;
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
        tail = Arrays.copyOfRange(head, headSize, headLength);
        head = Arrays.copyOf(head, headSize);
        headLength = headSize;
    }

    public synchronized KeptOutput kept() {
        if (tail.length == 0) {
            return KeptOutput.whole(Arrays.copyOf(head, headLength));
        }
        long dropped = total - headSize - tail.length;
        var line =
                dropped == 0 ? new byte[0] : ("\n… " + dropped + " bytes dropped …\n").getBytes(StandardCharsets.UTF_8);
        var whole = new ByteArrayOutputStream(max + line.length);
        whole.write(head, 0, headLength);
        whole.writeBytes(line);
        whole.write(tail, tailAt, tail.length - tailAt);
        whole.write(tail, 0, tailAt);
        var gap = dropped == 0 ? null : new KeptOutput.Gap(headSize, dropped, line.length);
        return new KeptOutput(whole.toByteArray(), gap);
    }

    /** A piece of what is kept, at most so many bytes, from a position on or from behind what was dropped there. */
    public synchronized OutputPiece piece(long from, int most) {
        long at = Math.min(from, total);
        long tailBegin = total - tail.length;
        byte[] bytes;
        if (at < headLength) {
            bytes = Arrays.copyOfRange(head, (int) at, (int) Math.min(headLength, at + most));
        } else {
            at = Math.max(at, tailBegin);
            bytes = ofTail((int) (at - tailBegin), (int) Math.min(most, total - at));
        }
        int begin = at > from ? Utf8Border.begin(bytes) : 0;
        int end = Utf8Border.end(bytes, bytes.length);
        if (end <= begin && at + bytes.length < total) {
            // The rest of this character was dropped.
            end = bytes.length;
        }
        return new OutputPiece(from, at + begin, total, Arrays.copyOfRange(bytes, begin, Math.max(begin, end)));
    }

    private byte[] ofTail(int from, int length) {
        var bytes = new byte[length];
        int begin = tail.length == 0 ? 0 : (tailAt + from) % tail.length;
        int first = Math.min(length, tail.length - begin);
        System.arraycopy(tail, begin, bytes, 0, first);
        System.arraycopy(tail, 0, bytes, first, length - first);
        return bytes;
    }
}
