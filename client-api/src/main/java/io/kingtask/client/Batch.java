package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import io.kingtask.client.Exchange.Body;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Some tasks in one submission: a line of JSON each, and a line of answer each. */
final class Batch {

    static final String TYPE = "application/x-ndjson";

    /** What a broker takes in one call, with room to spare. */
    private static final int MOST_TASKS = 10_000;

    private static final int MOST_BYTES = 16 << 20;

    private final List<String> ids = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    Batch() {}

    /** @param line JSON that ends with a newline */
    void add(String id, byte[] line) {
        ids.add(id);
        lines.writeBytes(line);
    }

    /** All of the tasks, in their order, in as few batches as brokers take. */
    static List<Batch> of(List<TaskRequest> tasks) {
        var batches = new ArrayList<Batch>();
        var batch = new Batch();
        for (var task : tasks) {
            var line = BatchLine.of(task);
            if (!batch.hasRoomFor(line)) {
                batches.add(batch);
                batch = new Batch();
            }
            batch.add(task.id(), line);
        }
        if (!batch.ids.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    Exchange exchange() {
        return Exchange.submission("/tasks/batch", new Body(TYPE, lines.toByteArray()))
                .accept(TYPE);
    }

    List<Submission> outcomes(Answer answer) {
        var said = lines(answer);
        return IntStream.range(0, said.size())
                .mapToObj(i -> outcome(ids.get(i), BatchLine.read(said.get(i))))
                .toList();
    }

    /** What was said of each task, to be read by {@link BatchLine#read}. */
    List<String> lines(Answer answer) {
        var said = new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (said.size() != ids.size()) {
            var detail = "The broker answered with " + said.size() + " lines to a batch of " + ids.size()
                    + " tasks; submitting the same requests again is safe.";
            throw BrokerException.notUnderstood(detail, null);
        }
        return said;
    }

    private boolean hasRoomFor(byte[] line) {
        return ids.isEmpty() || (ids.size() < MOST_TASKS && lines.size() + line.length <= MOST_BYTES);
    }

    private static Submission outcome(String id, BatchLine line) {
        return line.problem() == null ? new Submission.Accepted(id) : new Submission.Refused(id, line.problem());
    }
}
