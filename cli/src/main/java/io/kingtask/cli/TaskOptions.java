package io.kingtask.cli;

import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import io.kingtask.client.TaskRequest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a task on the command line, whether it is submitted now or by a schedule. Values are read here and judged by the broker. */
final class TaskOptions {

    @Option(
            names = "--retry",
            paramLabel = "5,8,9",
            description = "Seconds before each further attempt when one fails.")
    private @Nullable String retry;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "The queue it waits in.")
    private @Nullable String queue;

    @Option(names = "--priority", paramLabel = "0-9", description = "9 first; 4 when not given.")
    private @Nullable Integer priority;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest run of an attempt.")
    private @Nullable String timeout;

    @Option(
            names = "--stdin",
            paramLabel = "FILE",
            description = "What it can read: a UTF-8 file, or - for standard input.")
    private @Nullable String stdin;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of its environment; may be repeated.")
    private List<String> env = new ArrayList<>();

    @Option(
            names = "--failure-rule",
            paramLabel = "RULE",
            completionCandidates = Rules.class,
            description = "What is a failure: stderr or exit_code.")
    private @Nullable String failureRule;

    @Option(
            names = "--result-keep-time",
            paramLabel = "SECONDS",
            description = "How long it can be read after its end.")
    private @Nullable String resultKeepTime;

    @Option(
            names = "--durability",
            paramLabel = "LEVEL",
            completionCandidates = Levels.class,
            description = "Acknowledged when it is in: memory or replica.")
    private @Nullable String durability;

    @Option(
            names = "--sha256",
            paramLabel = "DIGEST",
            description = "Run the executable only while its file has this SHA-256.")
    private @Nullable String sha256;

    /** The request with what was given; {@code ours} is what {@code --stdin -} reads. */
    TaskRequest applyTo(TaskRequest bare, Values values, InputStream ours) {
        var request = bare;
        request = given(retry, request, (task, text) -> task.retryAfter(values.intervals("--retry", text)));
        request = given(queue, request, TaskRequest::queue);
        request = given(priority, request, TaskRequest::priority);
        request = given(timeout, request, (task, text) -> task.timeout(values.seconds("--timeout", text)));
        request = given(stdin, request, (task, file) -> task.stdin(values.file("--stdin", file, ours)));
        request = given(
                failureRule,
                request,
                (task, text) -> task.failureRule(values.word("--failure-rule", FailureRule.class, text)));
        request = given(
                resultKeepTime,
                request,
                (task, text) -> task.resultKeepTime(values.seconds("--result-keep-time", text)));
        request = given(
                durability,
                request,
                (task, text) -> task.durability(values.word("--durability", Durability.class, text)));
        request = given(sha256, request, TaskRequest::sha256);
        return env.isEmpty() ? request : request.env(values.variables("--env", env));
    }

    static <T> TaskRequest given(
            @Nullable T value, TaskRequest request, BiFunction<TaskRequest, T, TaskRequest> change) {
        return value == null ? request : change.apply(request, value);
    }

    /** For completion. */
    private static final class Rules extends WordList {
        Rules() {
            super(FailureRule.class);
        }
    }

    /** For completion. */
    private static final class Levels extends WordList {
        Levels() {
            super(Durability.class);
        }
    }
}
