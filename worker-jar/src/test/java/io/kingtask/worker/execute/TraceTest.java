package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SUBMITTED = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void eachRunIsASpanOfItsOwnInTheTraceOfTheSubmission() {
        var first = Trace.of(task(7, SUBMITTED)).orElseThrow();
        var second = Trace.of(task(8, SUBMITTED)).orElseThrow();
        assertEquals(TRACE, first.traceId());
        assertEquals("00-" + TRACE + "-" + first.spanId() + "-01", first.traceparent());
        assertNotEquals(first.spanId(), second.spanId());
        assertNotEquals("00f067aa0ba902b7", first.spanId());
        assertEquals(first, Trace.of(task(7, SUBMITTED)).orElseThrow());
    }

    @Test
    void submissionWithoutATraceHasNone() {
        assertEquals(Optional.empty(), Trace.of(task(7, null)));
        assertEquals(Optional.empty(), Trace.of(task(7, "00-ab-cd-01")));
    }

    private static ClaimedTask task(long fence, @Nullable String traceparent) {
        return new ClaimedTask(
                new Run("a", fence),
                "e",
                List.of(),
                "q",
                1,
                List.of(),
                Instant.EPOCH,
                null,
                null,
                Map.of(),
                null,
                traceparent,
                null);
    }
}
