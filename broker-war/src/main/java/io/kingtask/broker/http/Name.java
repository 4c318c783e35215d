package io.kingtask.broker.http;

import java.util.regex.Pattern;

/** What executables, queues and schedules can be called: safe in a path, a URL, a key and a line of a log. */
public final class Name {

    public static final String RULE =
            "must be 1 to 128 letters, digits, '.', '_' and '-', and begin with a letter or a digit";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Name() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }
}
