package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.StubBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsIT {

    private static final String ID = "01a20353-6b72-7bef-9b4d-8b1448362a3d";
    private static final String OUTPUT = "GET /tasks/" + ID + "/output";

    private final StubBroker stub;
    private final Map<String, String> environment;

    LogsIT() throws IOException {
        stub = new StubBroker();
        environment = Map.of("KINGTASK_BROKER", stub.address(), "KINGTASK_TOKEN", "t");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void errorsAlonePrintOnStandardOutput() {
        stub.answersBytes(OUTPUT, bytes("it is broken"));
        assertEquals("it is broken", Run.of(environment, "logs", "--stderr", ID).out());
        assertEquals(
                "GET /api/v1/tasks/" + ID + "/output?stream=stderr",
                stub.calls().get(0).line());
    }

    @Test
    void followingPrintsEventsUntilTheEnd() {
        stub.answersBytes(OUTPUT, bytes("""
                        : still here

                        id: 9
                        data: one
                        data: zwei ü
                        data:

                        event: gap
                        data: {"dropped":7}

                        event: attempt
                        data: {"attempt":2}

                        data:three

                        event: end
                        data: {"state":"succeeded"}

                        data: never

                        """));
        var run = Run.of(environment, "logs", "-f", "--stderr", ID);
        assertEquals("one\nzwei ü\nthree", run.out());
        assertEquals("kingtask: 7 bytes were left out here.\nkingtask: Attempt 2 begins.\n", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void followingGoesOnWhereTheConnectionBroke() {
        stub.answersBytes(OUTPUT, bytes("id: 4\ndata: one \n\n"))
                .breaks(OUTPUT)
                .answersBytes(OUTPUT, bytes("data: two\n\nevent: end\ndata: {}\n\n"));
        assertEquals(
                "one two",
                Run.of(environment, "logs", "--follow", "--stderr", ID).out());
        assertEquals("4", stub.calls().get(2).lastEventId());
    }

    @Test
    void whatIsCutWithinACharacterIsPutTogether() {
        var pieces = new Utf8Pieces();
        var text = "aü任😀";
        var bytes = bytes(text);
        var together = new StringBuilder();
        for (byte one : bytes) {
            together.append(new String(pieces.next(new byte[] {one}), StandardCharsets.UTF_8));
        }
        assertEquals(
                text,
                together.append(new String(pieces.rest(), StandardCharsets.UTF_8))
                        .toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
