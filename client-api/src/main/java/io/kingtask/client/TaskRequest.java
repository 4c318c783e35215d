package io.kingtask.client;

import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task to be run. Reads as a sentence: {@code TaskRequest.of("example", "12", "45").retryAfter(5, 8, 9).at(instant)}.
 * Immutable: each method answers a changed copy. What is not said is the broker's or the worker's choice; whether a value is
 * allowed is for the broker to judge.
 *
 * <p>A request has its id from the start, and every copy keeps it: submitting it twice, for example after a broken
 * connection, gives one task. For a second task of the same kind use {@link #another}.
 */
@JsonbTypeSerializer(TaskRequest.Json.class)
public final class TaskRequest {

    static final String DEFAULT_QUEUE = "default";
    static final int DEFAULT_PRIORITY = 4;

    private static final String ID = "id";
    private static final String EXECUTABLE = "executable";
    private static final String ARGS = "args";
    private static final String START_TIME = "start_time";
    private static final String QUEUE = "queue";
    private static final String PRIORITY = "priority";
    private static final String RETRY_INTERVALS = "retry_intervals";

    /** The fields that are set, as they are written in JSON; so that a field that is not set is not sent. */
    private final Map<String, Object> fields;

    private TaskRequest(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The executable of that name in the workers' {@code bin_path}, with these arguments, to be run now. */
    public static TaskRequest of(String executable, String... args) {
        return of(executable, Arrays.asList(args));
    }

    /** The executable of that name in the workers' {@code bin_path}, with these arguments, to be run now. */
    public static TaskRequest of(String executable, List<String> args) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(ID, TaskId.next());
        fields.put(EXECUTABLE, Objects.requireNonNull(executable, EXECUTABLE));
        fields.put(ARGS, List.copyOf(args));
        return new TaskRequest(Collections.unmodifiableMap(fields));
    }

    /**
     * All at once, in the order of kingtask's first client.
     *
     * @param startTime epoch seconds; 0 or a moment past: now
     * @param retryIntervals seconds to wait before the second, third, … attempt
     */
    public static TaskRequest of(String executable, List<String> args, long startTime, int[] retryIntervals) {
        var intervals = Arrays.stream(retryIntervals).asDoubleStream().toArray();
        return of(executable, args).with(START_TIME, startTime).retryAfter(intervals);
    }

    /** To be run at this moment; a moment past means now. */
    public TaskRequest at(Instant start) {
        return with(START_TIME, start.toString());
    }

    /** To be run this long after the broker has accepted it, by the broker's clock. */
    public TaskRequest delay(Duration delay) {
        return with("delay", seconds(delay));
    }

    /** After the first failure run it again this many seconds later, after the second failure …: as many attempts more. */
    public TaskRequest retryAfter(double... seconds) {
        return with(
                RETRY_INTERVALS,
                Arrays.stream(seconds)
                        .mapToObj(BigDecimal::valueOf)
                        .map(TaskRequest::shortest)
                        .toList());
    }

    /** As {@link #retryAfter(double...)}. */
    public TaskRequest retryAfter(List<Duration> intervals) {
        return with(
                RETRY_INTERVALS, intervals.stream().map(TaskRequest::seconds).toList());
    }

    public TaskRequest queue(String queue) {
        return with(QUEUE, queue);
    }

    /** 0 to 9, 9 first. */
    public TaskRequest priority(int priority) {
        return with(PRIORITY, priority);
    }

    /** Longest run of one attempt; it can only shorten what the worker allows. */
    public TaskRequest timeout(Duration timeout) {
        return with("timeout", seconds(timeout));
    }

    /** What the program can read from its standard input. */
    public TaskRequest stdin(String text) {
        return with("stdin", text);
    }

    /** Variables of the program's environment, over those that the worker gives it. */
    public TaskRequest env(Map<String, String> variables) {
        return with("env", Collections.unmodifiableMap(new LinkedHashMap<>(variables)));
    }

    /** How long the task can be read after its end. */
    public TaskRequest resultKeepTime(Duration time) {
        return with("result_keep_time", seconds(time));
    }

    /** What makes an attempt a failure, in place of the worker's rule. */
    public TaskRequest failureRule(FailureRule rule) {
        return with("failure_rule", rule.word());
    }

    /** What must hold before the submission is acknowledged. */
    public TaskRequest durability(Durability durability) {
        return with("durability", durability.word());
    }

    /** A UUID of the caller's own, such as one that it keeps in its database before it submits. */
    public TaskRequest id(String id) {
        return with(ID, id);
    }

    /** The W3C trace context that the program finds in {@code TRACEPARENT}. */
    public TaskRequest traceparent(String traceparent) {
        return with("traceparent", traceparent);
    }

    /** Run the executable only while its file has this SHA-256, in hexadecimal digits. */
    public TaskRequest sha256(String digest) {
        return with("sha256", digest);
    }

    /** The same task once more: a copy with a new id. */
    public TaskRequest another() {
        return id(TaskId.next());
    }

    public String id() {
        return (String) Objects.requireNonNull(fields.get(ID));
    }

    public String executable() {
        return (String) Objects.requireNonNull(fields.get(EXECUTABLE));
    }

    /** The fields that are set, named and shaped as in the JSON of a submission. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** The task as the broker shows it when it has just accepted it. */
    TaskView accepted(TaskState state, Instant createdAt, @Nullable Instant startTime) {
        return new TaskView(
                id(),
                executable(),
                fields.get(ARGS) instanceof List<?> args
                        ? args.stream().map(String.class::cast).toList()
                        : List.of(),
                (String) fields.getOrDefault(QUEUE, DEFAULT_QUEUE),
                (Integer) fields.getOrDefault(PRIORITY, DEFAULT_PRIORITY),
                state,
                0,
                1 + (fields.get(RETRY_INTERVALS) instanceof List<?> intervals ? intervals.size() : 0),
                createdAt,
                startTime,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Id and executable only: arguments, input and environment may be secret. */
    @Override
    public String toString() {
        return "task " + id() + " of " + executable();
    }

    private TaskRequest with(String name, Object value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(name, Objects.requireNonNull(value, name));
        return new TaskRequest(Collections.unmodifiableMap(changed));
    }

    private static Number seconds(Duration duration) {
        return shortest(BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)));
    }

    /** 5 and not 5.0 or 5.000000000. */
    private static BigDecimal shortest(BigDecimal seconds) {
        var stripped = seconds.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Writes the fields that are set. */
    public static final class Json implements JsonbSerializer<TaskRequest> {
        @Override
        public void serialize(TaskRequest request, JsonGenerator generator, SerializationContext context) {
            context.serialize(request.fields, generator);
        }
    }
}
