package io.kingtask.cli;

/** Makes text of unknown origin harmless for a terminal, and measures it. */
final class SafeText {

    /** The wide characters of East Asia, and pictographs: first and last of each range. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}
    };

    private SafeText() {}

    /** Every control or direction-changing character is spelt out, line ends included: one line that does nothing but stand there. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** As {@link #line}, but line feeds and tabs stay what they are. */
    static String lines(String text) {
        return escaped(text, true);
    }

    /** JSON without harmful characters: in its strings they are escaped, and elsewhere it has none. */
    static String json(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!isHarmful(c)) {
                safe.appendCodePoint(c);
            } else if (c < ' ') {
                safe.append(' ');
            } else {
                for (char unit : Character.toChars(c)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return safe.toString();
    }

    /** How many columns a terminal gives to the text. */
    static int width(String text) {
        return text.codePoints().map(SafeText::width).sum();
    }

    /** The text in at most {@code columns} columns; what is cut off is marked by an ellipsis. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        var kept = new StringBuilder();
        int used = 0;
        for (int codePoint : text.codePoints().toArray()) {
            used += width(codePoint);
            if (used > columns - 1) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append('…').toString();
    }

    private static String escaped(String text, boolean keepLines) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean keptAnyway = keepLines && (c == '\n' || c == '\t');
            if (keptAnyway || !isHarmful(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(escape(c));
            }
        });
        return safe.toString();
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u{%x}", c);
        };
    }

    /** 0 for what is put onto the character before, 2 for what is wide, else 1. */
    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
