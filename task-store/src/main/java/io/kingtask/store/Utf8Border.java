package io.kingtask.store;

/** Finds where bytes can be cut without cutting a character of UTF-8 in two. Bytes that are no UTF-8 can be cut anywhere. */
public final class Utf8Border {

    private static final int LONGEST = 4;

    private Utf8Border() {}

    /** How many of the first {@code length} bytes are whole characters: all, or up to three fewer. */
    public static int end(byte[] bytes, int length) {
        for (int back = 1; back < LONGEST && back <= length; back++) {
            int lead = bytes[length - back] & 0xff;
            if (!isContinuation(lead)) {
                return size(lead) > back ? length - back : length;
            }
        }
        return length;
    }

    /** How many bytes at the beginning only end a character that began before: none, or up to three. */
    public static int begin(byte[] bytes) {
        int at = 0;
        while (at < LONGEST - 1 && at < bytes.length && isContinuation(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isContinuation(int each) {
        return (each & 0xc0) == 0x80;
    }

    private static int size(int lead) {
        if (lead >= 0xf0 && lead < 0xf8) {
            return 4;
        }
        if (lead >= 0xe0) {
            return lead < 0xf0 ? 3 : 1;
        }
        return lead >= 0xc2 ? 2 : 1;
    }
}
