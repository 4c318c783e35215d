package io.kingtask.client;

import io.kingtask.client.Exchange.Body;
import jakarta.json.bind.Jsonb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client of kingtask's brokers. Make one and share it: it is safe for many threads and keeps its connections.
 *
 * <pre>{@code
 * try (var broker = new BrokerClient("127.0.0.1:9595")) {
 *     var task = TaskRequest.of("example", "12", "45").retryAfter(5, 8, 9);
 *     broker.delay(task);
 *     broker.await(task, Duration.ofSeconds(30));
 *     System.out.println(broker.getResult(task)); // {1 1 57}
 * }
 * }</pre>
 *
 * <p>Every method throws {@link BrokerException} when the broker refuses or cannot be reached. Submissions and reads are
 * repeated when a connection breaks or the broker answers 503; a submission carries its task's id, so that a repeat never
 * makes a second task. Cancelling, retrying and rescheduling are repeated only if no connection could be made.
 *
 * <p>It needs a Jakarta REST client and a JSON-B implementation. In plain Java SE they come with this artifact. In a Jakarta EE
 * server they are the server's: exclude {@code org.glassfish.jersey.*:*}, {@code org.eclipse:yasson} and
 * {@code org.eclipse.parsson:parsson} from the dependency, and offer the client to CDI with a producer of scope
 * {@code @Singleton}, as {@code BrokerClientProducer} of the examples does.
 */
public final class BrokerClient implements AutoCloseable {

    /** The longest that a broker holds back an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Jsonb json = TaskJson.create();
    private final BrokerHttp http;
    private final Convoy convoy;
    private final Duration waitSlice;

    /** A client of the broker at that address, with the token that {@link BrokerToken#discover} finds. */
    public BrokerClient(String address) {
        this(builder().address(address));
    }

    BrokerClient(BrokerClientBuilder settings) {
        this.http = new BrokerHttp(settings, new JaxrsTransport(settings), new JdkTransport(settings));
        var light = new UrlTransport(settings);
        this.convoy = new Convoy(new BrokerHttp(settings, light, light), json);
        // The broker must answer well before we give up listening.
        this.waitSlice =
                shorter(LONGEST_WAIT, settings.answerTimeout().multipliedBy(6).dividedBy(7));
    }

    public static BrokerClientBuilder builder() {
        return new BrokerClientBuilder();
    }

    /**
     * Submits a task and returns as soon as it is safe in Redis, not when it has run. Where many threads submit at the same time, some of their tasks travel in one
     * call.
     */
    public TaskView delay(TaskRequest task) {
        return convoy.submit(task);
    }

    /**
     * Submits many tasks, thousands of them in one call. Those that are valid are accepted whatever becomes of the others.
     *
     * @return what became of each, in the order of {@code tasks}
     */
    public List<Submission> delayAll(List<TaskRequest> tasks) {
        var outcomes = new ArrayList<Submission>(tasks.size());
        for (var batch : Batch.of(tasks)) {
            outcomes.addAll(batch.outcomes(http.call(batch.exchange())));
        }
        return outcomes;
    }

    /** What there is of a result now; {@link Reply#NONE} while the task is not finished, and when it is unknown. */
    public Reply getResult(TaskRequest task) {
        return getResult(task.id());
    }

    /** As {@link #getResult(TaskRequest)}. */
    public Reply getResult(String id) {
        return read(Exchange.get(Exchange.taskPath(id, "/result")), Reply.class);
    }

    /** As {@link #await(String, Duration)}. */
    public TaskView await(TaskRequest task, Duration patience) {
        return await(task.id(), patience);
    }

    /**
     * Waits until the task is final.
     *
     * @return the final task; or, when {@code patience} is over, the task as it is then
     */
    public TaskView await(String id, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = Duration.ofNanos(end - System.nanoTime());
            var wait = left.isNegative() ? Duration.ZERO : shorter(left, waitSlice);
            var seconds = String.format(Locale.ROOT, "%.3f", wait.toMillis() / 1000.0);
            var task = view(Exchange.get(Exchange.taskPath(id, "")).query(Map.of("wait", seconds)));
            if (task.state().isFinal() || System.nanoTime() - end >= 0) {
                return task;
            }
        }
    }

    /** All that is known of a task; empty when there is no such task, or it has been forgotten. */
    public Optional<TaskView> find(String id) {
        try {
            return Optional.of(view(Exchange.get(Exchange.taskPath(id, ""))));
        } catch (BrokerException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One output of a task's latest run, byte for byte as the worker kept it. */
    public byte[] output(String id, OutputName stream) {
        var exchange = Exchange.get(Exchange.taskPath(id, "/output"))
                .accept("text/plain, application/octet-stream, */*;q=0.5");
        return http.call(exchange.query(Map.of("stream", stream.word()))).body();
    }

    /** Follows one output of a task, from its beginning and while it runs; a task that waits is waited for. */
    public OutputFollow follow(String id, OutputName stream) {
        return new OutputFollow(http, id, stream);
    }

    /** Cancels a task that is not finished; a running program is ended with all its children. */
    public TaskView cancel(String id) {
        return view(Exchange.change("DELETE", Exchange.taskPath(id, ""), null));
    }

    /** Runs a failed, cancelled or retrying task again, now. */
    public TaskView retry(String id) {
        return view(Exchange.change("POST", Exchange.taskPath(id, "/retry"), null));
    }

    /** Gives a scheduled or retrying task another moment. */
    public TaskView reschedule(String id, Instant start) {
        return view(
                Exchange.change("PATCH", Exchange.taskPath(id, ""), jsonBody(Map.of("start_time", start.toString()))));
    }

    /** A page of the tasks that fit, newest first. */
    public TaskList list(TaskFilter filter) {
        return read(Exchange.get("/tasks").query(filter.parameters()), TaskList.class);
    }

    /** What the broker has on its clock. */
    public Timers timers() {
        return read(Exchange.get("/timers"), Timers.class);
    }

    /**
     * The JSON text of anything that can be read under {@code /api/v1}, for what this class has no method for.
     *
     * @param path such as {@code /queues}; what is variable in it must be encoded
     * @param query parameters, not encoded
     */
    public String json(String path, Map<String, String> query) {
        return new String(http.call(Exchange.get(path).query(query)).body(), StandardCharsets.UTF_8);
    }

    /** Gives the connections back. */
    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "client of the broker at " + http.address();
    }

    private TaskView view(Exchange exchange) {
        return read(exchange, TaskView.class);
    }

    private <T> T read(Exchange exchange, Class<T> type) {
        return AnswerText.read(json, new String(http.call(exchange).body(), StandardCharsets.UTF_8), type);
    }

    private Body jsonBody(Object value) {
        return new Body("application/json", json.toJson(value).getBytes(StandardCharsets.UTF_8));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
