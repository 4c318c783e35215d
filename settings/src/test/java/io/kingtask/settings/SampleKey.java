package io.kingtask.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key as a sample file shows it: comment that says what it means, then {@code key: value}, mostly behind a {@code #}. The value is
 * the default, unless {@code # for example} stands behind it or it goes on in indented lines.
 *
 * @param block the indented lines behind the first, as YAML
 */
record SampleKey(String name, String value, boolean example, String meaning, List<String> block) {

    private static final Pattern KEY = Pattern.compile("#?([a-z][a-z0-9_]*):(.*?)( +# for example)?");
    private static final Pattern INDENTED = Pattern.compile("#?(  .*)");

    /** The keys of a sample file in their order. */
    static List<SampleKey> all(List<String> lines) {
        var keys = new ArrayList<SampleKey>();
        var comment = new ArrayList<String>();
        for (var line : lines) {
            var key = KEY.matcher(line);
            var indented = INDENTED.matcher(line);
            if (key.matches()) {
                var meaning = String.join(" ", comment);
                var value = key.group(2).strip();
                keys.add(new SampleKey(key.group(1), value, key.group(3) != null, meaning, new ArrayList<>()));
                comment.clear();
            } else if (indented.matches() && !keys.isEmpty()) {
                keys.get(keys.size() - 1).block().add(indented.group(1));
            } else if (line.startsWith("# ")) {
                comment.add(line.substring(2));
            } else {
                comment.clear();
            }
        }
        return keys;
    }

    boolean isDefault() {
        return !example && block.isEmpty();
    }

    String variable() {
        return "KINGTASK_" + name.toUpperCase(Locale.ROOT);
    }
}
