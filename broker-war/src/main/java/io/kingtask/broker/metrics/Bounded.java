package io.kingtask.broker.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Keeps the number of label values small: clients name queues as they like, and each name is a series for ever in Prometheus. */
final class Bounded {

    /** No queue or worker can have this name. */
    static final String OTHERS = "_others";

    /** Most values of a label, beside {@link #OTHERS}. */
    static final int MOST = 100;

    private Bounded() {}

    /** The largest numbers by their names, and all others joined into one, if there are others. */
    static Map<String, Double> largest(Map<String, Double> numbers, BinaryOperator<Double> join) {
        var bounded = new LinkedHashMap<String, Double>();
        numbers.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        bounded.merge(bounded.size() < MOST ? entry.getKey() : OTHERS, entry.getValue(), join));
        return bounded;
    }
}
