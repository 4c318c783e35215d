package io.kingtask.cli;

import java.util.Arrays;

/** Cuts a flow of UTF-8 between characters: what is cut within one is kept back until the rest of it comes. */
final class Utf8Pieces {

    private static final int LONGEST = 4;

    private byte[] kept = new byte[0];

    /** What can be decoded of all that was given so far and not yet answered. */
    byte[] next(byte[] bytes) {
        var all = Arrays.copyOf(kept, kept.length + bytes.length);
        System.arraycopy(bytes, 0, all, kept.length, bytes.length);
        int end = end(all);
        kept = Arrays.copyOfRange(all, end, all.length);
        return Arrays.copyOf(all, end);
    }

    /** What is left when no more comes. */
    byte[] rest() {
        var rest = kept;
        kept = new byte[0];
        return rest;
    }

    /** Before a last character that is not complete. */
    private static int end(byte[] all) {
        for (int i = all.length - 1; i >= Math.max(0, all.length - LONGEST); i--) {
            int lead = all[i] & 0xFF;
            if (lead < 0x80) {
                return all.length;
            }
            if (lead >= 0xC0) {
                int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return i + length > all.length ? i : all.length;
            }
        }
        return all.length;
    }
}
