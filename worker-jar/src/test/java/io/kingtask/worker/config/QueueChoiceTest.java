package io.kingtask.worker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueueChoiceTest {

    @Test
    void strictOrderIsTheWrittenOne() {
        var strict = new QueueChoice.Strict(List.of("b", "a"));
        assertEquals(List.of("b", "a"), strict.order(new Random(1)));
    }

    @Test
    void weightsDecideHowOftenAQueueComesFirst() {
        var weighted = new QueueChoice.Weighted(List.of("big", "small"), Map.of("big", 3, "small", 1));
        var random = new Random(1);
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            first += weighted.order(random).get(0).equals("big") ? 1 : 0;
        }
        assertTrue(first > 7_300 && first < 7_700, "big came first " + first + " times");
    }

    @Test
    void everyDrawHasEveryQueueOnce() {
        var names = List.of("a", "b", "c", "d");
        var weighted = new QueueChoice.Weighted(names, Map.of("a", 1, "b", 1000, "c", 7, "d", 1));
        var random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            var order = weighted.order(random);
            assertEquals(4, order.size());
            assertEquals(new HashSet<>(names), new HashSet<>(order));
        }
    }
}
