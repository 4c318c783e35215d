package io.kingtask.worker.config;

import java.util.regex.Pattern;

/** The one rule for the names of executables, queues and workers. */
public final class Names {

    public static final String RULE = "letters, digits, '.', '_', '-'; 1 to 128; begins with a letter or digit";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Names() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
