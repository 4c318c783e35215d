package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import io.kingtask.client.Exchange.Body;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some tasks in one submission: a line of JSON each, and a line of answer each. */
final class Batch {

    /** A line of the answer: one of the two. */
    public record Line(@Nullable String id, @Nullable Problem problem) {}

    private final List<TaskRequest> tasks;
    private final Jsonb json;

    Batch(List<TaskRequest> tasks, Jsonb json) {
        this.tasks = tasks;
        this.json = json;
    }

    Body body() {
        var lines = tasks.stream().map(json::toJson).collect(Collectors.joining("\n", "", "\n"));
        return new Body("application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    List<Submission> outcomes(Answer answer) {
        var lines = new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> json.fromJson(line, Line.class))
                .toList();
        if (lines.size() != tasks.size()) {
            var detail = "The broker answered with " + lines.size() + " lines to a batch of " + tasks.size()
                    + " tasks; submitting the same requests again is safe.";
            throw BrokerException.notUnderstood(detail, null);
        }
        return IntStream.range(0, lines.size())
                .mapToObj(i -> outcome(tasks.get(i).id(), lines.get(i)))
                .toList();
    }

    private static Submission outcome(String id, Line line) {
        return line.problem() == null ? new Submission.Accepted(id) : new Submission.Refused(id, line.problem());
    }
}
