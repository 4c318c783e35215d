package io.kingtask.broker.security;

/** A JSON object on one line, of nothing but visible ASCII: whatever clients send, it neither ends the line nor moves a cursor. */
final class AuditLine {

    private static final int LONGEST = 500;

    private final StringBuilder text = new StringBuilder(200).append('{');

    AuditLine add(String name, String value) {
        name(name).append('"');
        value.chars().limit(LONGEST).forEach(this::append);
        text.append(value.length() > LONGEST ? "...\"" : "\"");
        return this;
    }

    AuditLine add(String name, int value) {
        name(name).append(value);
        return this;
    }

    private StringBuilder name(String name) {
        return text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":");
    }

    private void append(int c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append((char) c);
        } else if (c >= ' ' && c <= '~') {
            text.append((char) c);
        } else {
            text.append(String.format("\\u%04x", c));
        }
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
