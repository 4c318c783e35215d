package io.kingtask.worker.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kingtask.store.ClaimedTask;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The W3C trace context of one run: the trace is the submission's, the span the run's own.
 *
 * @param flags whether the trace is recorded, as the submission said
 */
record Trace(String traceId, String spanId, String flags) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})");

    /** The context of a claimed run; empty when its submission carried none. The same run has the same span whenever it is asked for. */
    static Optional<Trace> of(ClaimedTask task) {
        var submitted = task.traceparent();
        var matcher = FORM.matcher(submitted == null ? "" : submitted);
        return matcher.matches()
                ? Optional.of(new Trace(matcher.group(1), span(task), matcher.group(2)))
                : Optional.empty();
    }

    private static String span(ClaimedTask task) {
        var run = task.id() + ' ' + task.run().fence();
        // Never zero, which would be no span.
        return HexFormat.of()
                .toHexDigits(UUID.nameUUIDFromBytes(run.getBytes(UTF_8)).getMostSignificantBits());
    }

    /** As a program finds it in TRACEPARENT. */
    String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
