package io.kingtask.worker.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which queues a worker takes tasks from, and in which order it asks them. */
public sealed interface QueueChoice {

    /** All queues, in the order they were written. */
    List<String> names();

    /** The order for one claim. */
    List<String> order(RandomGenerator random);

    /** A queue is asked only when those before it have nothing. */
    record Strict(List<String> names) implements QueueChoice {

        @Override
        public List<String> order(RandomGenerator random) {
            return names;
        }
    }

    /** Each claim draws an order: a queue of weight 3 stands before one of weight 1 in three of four draws. */
    record Weighted(List<String> names, Map<String, Integer> weights) implements QueueChoice {

        @Override
        public List<String> order(RandomGenerator random) {
            var left = new ArrayList<>(names);
            var order = new ArrayList<String>(left.size());
            int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
            while (!left.isEmpty()) {
                var drawn = draw(left, random.nextInt(sum));
                sum -= weight(drawn);
                left.remove(drawn);
                order.add(drawn);
            }
            return order;
        }

        private String draw(List<String> from, int point) {
            int rest = point;
            for (var name : from) {
                rest -= weight(name);
                if (rest < 0) {
                    return name;
                }
            }
            throw new IllegalStateException("the weights of " + from + " do not reach " + point);
        }

        private int weight(String name) {
            return weights.getOrDefault(name, 0);
        }
    }
}
