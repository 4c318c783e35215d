package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The trace context of a submission. What a program finds is well-formed, or nothing. */
public final class TraceTarget {

    private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

    private TraceTarget() {}

    public static void fuzzerTestOneInput(byte[] traceparent) {
        var text = new String(traceparent, StandardCharsets.UTF_8);
        var run = new WorkStore.Run("00000000-0000-7000-8000-000000000000", traceparent.length);
        var task = new ClaimedTask(
                run, "x", List.of(), "q", 1, List.of(), Instant.EPOCH, null, null, Map.of(), null, text, null);
        Trace.of(task).ifPresent(trace -> assertTrue(trace.traceparent().matches(FORM), trace.traceparent()));
    }
}
