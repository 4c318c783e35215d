package io.kingtask.broker.submission;

import io.kingtask.broker.submission.BatchIntake.Wish;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;

/** The lane of batches of lines, many of which are the few tasks that wait in a client; what is not plain goes to {@link BatchResource}. */
public class BatchLane extends Lane {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient BatchIntake intake;

    public BatchLane() {
        super(BatchIntake.NDJSON);
    }

    @Override
    void serve(Exchange exchange) throws IOException {
        var request = exchange.request();
        String lines;
        try {
            lines = intake.lines(new Wish(
                    request.getInputStream(),
                    request.getContentLengthLong(),
                    request.getHeader("traceparent"),
                    request.getHeader("Idempotency-Key")));
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
            return;
        }
        exchange.answer(200, BatchIntake.NDJSON, lines, Map.of());
    }
}
