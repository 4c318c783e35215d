package io.kingtask.bench.inner;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.store.NewTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The broker's reading of a submission, from bytes to a checked task. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonReading {

    private final byte[] body = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"],\"retry_intervals\":[5,8,9]}"
            .getBytes(StandardCharsets.UTF_8);
    private final TaskReader reader = new TaskReader(Duration.ofDays(1));

    @Benchmark
    public NewTask readOneTask() throws IOException {
        return reader.read(JsonBody.object(new ByteArrayInputStream(body)), Optional.empty(), null);
    }
}
