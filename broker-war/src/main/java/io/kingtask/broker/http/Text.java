package io.kingtask.broker.http;

/** What must be known of text before it becomes bytes. */
public final class Text {

    private Text() {}

    /** Whether UTF-8 has a form for all of it: no surrogate stands alone. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    public static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
