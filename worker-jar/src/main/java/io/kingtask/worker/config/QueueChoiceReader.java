package io.kingtask.worker.config;

import io.kingtask.settings.Settings;
import io.kingtask.store.NewTask;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code queues}: a list in strict order, or a map of weights. */
record QueueChoiceReader(Settings settings) {

    private static final String KEY = "queues";
    private static final Pattern WEIGHT = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final QueueChoice DEFAULT = new QueueChoice.Strict(List.of(NewTask.DEFAULT_QUEUE));

    QueueChoice read() {
        if (!settings.has(KEY)) {
            return DEFAULT;
        }
        return settings.isMap(KEY) ? weighted() : strict();
    }

    private QueueChoice strict() {
        var names = settings.texts(KEY, List.of(NewTask.DEFAULT_QUEUE));
        if (names.isEmpty()) {
            settings.reject(KEY, names, "one queue at least");
        }
        if (new HashSet<>(names).size() < names.size()) {
            settings.reject(KEY, names, "each queue once");
        }
        names.forEach(this::checkName);
        return names.isEmpty() ? DEFAULT : new QueueChoice.Strict(names);
    }

    private QueueChoice weighted() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        var written = settings.textMap(KEY);
        if (written.isEmpty()) {
            settings.reject(KEY, "{}", "one queue at least, with a weight from 1 to 1000");
        }
        written.forEach((name, text) -> {
            checkName(name);
            if (WEIGHT.matcher(text).matches()) {
                weights.put(name, Integer.valueOf(text));
            } else {
                settings.reject(KEY, name + ": " + text, "weights that are whole numbers from 1 to 1000");
            }
        });
        return weights.isEmpty() ? DEFAULT : new QueueChoice.Weighted(List.copyOf(weights.keySet()), weights);
    }

    private void checkName(String name) {
        if (!Names.isValid(name)) {
            settings.reject(KEY, name, Names.RULE);
        }
    }
}
