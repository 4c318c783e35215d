package io.kingtask.broker.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    private static final String TASK = "{\"executable\":\"e\"}";

    private final BatchReader reader = new BatchReader(new TaskReader(Duration.ofDays(1)));

    private static ByteArrayInputStream stream(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    /** A letter a line: valid or refused. */
    private static String verdicts(List<BatchLine> lines) {
        return lines.stream()
                .map(line -> line instanceof BatchLine.Valid ? "v" : "r")
                .collect(Collectors.joining());
    }

    @Test
    void linesAreJudgedOneByOne() throws IOException {
        assertEquals("vrrv", verdicts(reader.lines(stream(TASK + "\r\n\n{\n5\n" + TASK, UTF_8), null)));
    }

    @Test
    void elementsAreJudgedOneByOne() {
        assertEquals(
                "vrrrrv", verdicts(reader.array(stream("[" + TASK + ",{},[1,[2]],5,null," + TASK + "]", UTF_8), null)));
    }

    @Test
    void lineLongerThanATaskIsRefusedAlone() throws IOException {
        var large = "{\"executable\":\"e\",\"stdin\":\"" + "x".repeat(2 << 20) + "\"}";
        var lines = reader.lines(stream(large + "\n" + TASK, UTF_8), null);
        assertEquals("rv", verdicts(lines));
        assertEquals(413, ((BatchLine.Refused) lines.get(0)).problem().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{\"executable\":\"e\"}", "[{\"executable\":\"e\"},]", "[] []", "[{]"})
    void arrayThatIsNoneIsRefusedWhole(String text) {
        var refused = assertThrows(ProblemException.class, () -> reader.array(stream(text, UTF_8), null));
        assertEquals(400, refused.problem().status());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var text = "[{\"executable\":\"e\",\"args\":[\"é\"]}]";
        assertThrows(ProblemException.class, () -> reader.array(stream(text, ISO_8859_1), null));
        assertThrows(ProblemException.class, () -> reader.lines(stream(text, ISO_8859_1), null));
    }

    @Test
    void bodyBeyondItsBoundEndsTheReading() {
        var body = new BoundedStream(stream("[" + " ".repeat(100_000) + "]", UTF_8), 1_000);
        var refused = assertThrows(ProblemException.class, () -> reader.array(body, null));
        assertEquals(413, refused.problem().status());
    }
}
