package io.kingtask.broker.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
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

    private List<BatchLine> lines(InputStream body) throws IOException {
        var lines = new ArrayList<BatchLine>();
        reader.lines(body, null, lines::add);
        return lines;
    }

    @Test
    void linesAreJudgedOneByOne() throws IOException {
        assertEquals("vrrv", verdicts(lines(stream(TASK + "\r\n\n{\n5\n" + TASK, UTF_8))));
    }

    @Test
    void emptyBodyHasNoLines() throws IOException {
        assertEquals("", verdicts(lines(stream("", UTF_8))));
        assertEquals("", verdicts(lines(stream("\n \r\n", UTF_8))));
    }

    @Test
    void longBodyIsReadAsItArrives() throws IOException {
        var long1 = "{\"executable\":\"e\",\"stdin\":\"" + "x".repeat(600_000) + "\"}\n";
        var read = new ArrayList<BatchLine>();
        var cut = new BoundedStream(stream(long1.repeat(4), UTF_8), 2L * long1.length());
        assertThrows(ProblemException.class, () -> reader.lines(cut, null, read::add));
        assertEquals("v", verdicts(read).substring(0, 1));
    }

    @Test
    void tooManyShortLinesAreRefusedWholeAndInALongBodyOneByOne() throws IOException {
        var refused = assertThrows(ProblemException.class, () -> lines(stream((TASK + "\n").repeat(10_001), UTF_8)));
        assertEquals(413, refused.problem().status());
        var longer = TASK.replace("}", ",\"queue\":\"" + "q".repeat(100) + "\"}\n");
        var verdicts = verdicts(lines(stream(longer.repeat(10_002), UTF_8)));
        assertEquals("v".repeat(10_000) + "rr", verdicts);
    }

    @Test
    void elementsAreJudgedOneByOne() {
        assertEquals(
                "vrrrrv", verdicts(reader.array(stream("[" + TASK + ",{},[1,[2]],5,null," + TASK + "]", UTF_8), null)));
    }

    @Test
    void lineLongerThanATaskIsRefusedAlone() throws IOException {
        var large = "{\"executable\":\"e\",\"stdin\":\"" + "x".repeat(2 << 20) + "\"}";
        var lines = lines(stream(large + "\n" + TASK, UTF_8));
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
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        var text = "[{\"executable\":\"e\",\"args\":[\"é\"]}]";
        assertThrows(ProblemException.class, () -> reader.array(stream(text, ISO_8859_1), null));
        var task = "{\"executable\":\"e\",\"args\":[\"é\"]}\n";
        assertEquals("rv", verdicts(lines(stream(task + TASK, ISO_8859_1))));
    }

    @Test
    void bodyBeyondItsBoundEndsTheReading() {
        var body = new BoundedStream(stream("[" + " ".repeat(100_000) + "]", UTF_8), 1_000);
        var refused = assertThrows(ProblemException.class, () -> reader.array(body, null));
        assertEquals(413, refused.problem().status());
    }
}
