package io.kingtask.settings;

import java.util.Set;
import java.util.regex.Pattern;

/** Values as they may be shown to people: on one line, not too long, and without secrets. */
final class Quoted {

    private static final int MAX_LENGTH = 120;
    private static final Set<String> SECRET_KEYS = Set.of("token", "password", "secret", "client_secret");
    private static final Pattern USER_INFO = Pattern.compile("//.*@");
    private static final Pattern PASSWORD_OPTION = Pattern.compile("(password=)[^&]*");

    private Quoted() {}

    /** The value in quotation marks; users and passwords in a URL, and the values of keys that hold secrets, are left out. */
    static String value(String key, String value) {
        if (SECRET_KEYS.contains(key)) {
            return "the value, which is a secret,";
        }
        String open = PASSWORD_OPTION
                .matcher(USER_INFO.matcher(value).replaceAll("//***@"))
                .replaceAll("$1***");
        String shown = open.length() <= MAX_LENGTH ? open : open.substring(0, MAX_LENGTH) + "…";
        return "\"" + plain(shown) + "\"";
    }

    /** The text with everything escaped that could move a cursor, end a line or hide a part of it. */
    static String plain(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isHarmless(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
                }
            }
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
