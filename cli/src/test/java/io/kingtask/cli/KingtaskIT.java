package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.StubBroker;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KingtaskIT {

    private static final String ID = "01a20353-6b72-7bef-9b4d-8b1448362a3d";

    private final StubBroker stub;
    private final Map<String, String> environment;

    @TempDir
    private Path folder = Path.of("");

    KingtaskIT() throws IOException {
        stub = new StubBroker();
        environment = Map.of("KINGTASK_BROKER", stub.address(), "KINGTASK_TOKEN", "from-environment");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void submitPrintsTheId() {
        var run = submit("--retry", "5,8,9", "--priority=9", "example", "12", "45");
        assertEquals(ID + "\n", run.out());
        var sent = sent();
        assertEquals("[\"12\",\"45\"]", String.valueOf(sent.get("args")));
        assertEquals("[5,8,9]", String.valueOf(sent.get("retry_intervals")));
        assertEquals(9, sent.getInt("priority"));
        assertEquals("Bearer from-environment", stub.calls().get(0).authorization());
    }

    @Test
    void whatFollowsTheExecutableIsArgumentsWhateverItLooksLike() {
        submit("example", "--wait", "-h", "--", "@file", "--broker=x", "", "a b", "${user.home}", "\"q\"");
        assertEquals(
                "[\"--wait\",\"-h\",\"--\",\"@file\",\"--broker=x\",\"\",\"a b\",\"${user.home}\",\"\\\"q\\\"\"]",
                String.valueOf(sent().get("args")));
    }

    @Test
    void oneLeadingDoubleDashIsDropped() {
        submit("example", "--", "--", "-x");
        assertEquals("[\"--\",\"-x\"]", String.valueOf(sent().get("args")));
    }

    @Test
    void everyOptionReachesTheBroker() {
        var run = Run.of(
                environment,
                false,
                "from stdin ü",
                "submit",
                "--at",
                "1900000000.5",
                "--delay",
                "1.5",
                "--queue=mail",
                "--timeout",
                "10",
                "--stdin",
                "-",
                "--env",
                "A=1=2",
                "--env=B=",
                "--id",
                ID,
                "--failure-rule",
                "exit_code",
                "--result-keep-time",
                "60",
                "--durability=replica",
                "--sha256=ab12",
                "example");
        assertEquals(1, run.status());
        assertEquals(
                "{\"id\":\"" + ID
                        + "\",\"executable\":\"example\",\"args\":[],\"start_time\":\"2030-03-17T17:46:40.500Z\","
                        + "\"delay\":1.5,\"queue\":\"mail\",\"timeout\":10,\"stdin\":\"from stdin ü\","
                        + "\"failure_rule\":\"exit_code\",\"result_keep_time\":60,\"durability\":\"replica\","
                        + "\"sha256\":\"ab12\",\"env\":{\"A\":\"1=2\",\"B\":\"\"}}",
                sent().toString());
    }

    @Test
    void waitPrintsTheResult() {
        stub.answers("GET /tasks/" + ID, 200, view("succeeded", "null"))
                .answersBytes(output(), bytes("57"))
                .answersBytes(output(), bytes(""));
        var run = submit("--wait", "example", "12", "45");
        assertEquals("57\n", run.out());
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void waitPrintsTheErrorOfAFailedTaskAndSaysWhy() {
        stub.answers("GET /tasks/" + ID, 200, view("failed", "\"stderr\""))
                .answersBytes(output(), bytes(""))
                .answersBytes(output(), bytes("args count must be two"));
        var run = submit("--wait", "example");
        assertEquals("", run.out());
        assertTrue(
                run.err().startsWith("args count must be two\nkingtask: Task " + ID + " failed, cause stderr"),
                run.err());
        assertEquals(1, run.status());
    }

    @Test
    void resultPrintsTheReply() {
        stub.answers("GET /tasks/" + ID + "/result", 200, "{\"is_result_exist\":1,\"is_success\":1,\"result\":\"57\"}");
        assertEquals("{1 1 57}\n", Run.of(environment, "result", ID).out());
        assertTrue(Run.of(environment, "result", "--json", ID).out().contains("\"is_success\":1"));
    }

    @Test
    void logsAreBytesUnlessATerminalShowsThem() {
        var wild = new byte[] {(byte) 0xFF, 0x1B, '[', 'J', '\n'};
        stub.answersBytes(output(), wild);
        assertArrayEquals(wild, Run.of(environment, "logs", ID).outBytes());
        assertEquals(
                "\uFFFD\\x1b[J\n", Run.of(environment, true, "", "logs", ID).out());
    }

    @Test
    void tablesAreHarmless() {
        var task = view("succeeded", "null").replace("\"args\":[]", "\"args\":[\"\\u001b]0;owned\\u0007\"]");
        stub.answers("GET /tasks", 200, "{\"items\":[" + task + "],\"next_cursor\":\"c2\"}");
        var run = Run.of(environment, "tasks", "--state=succeeded", "--limit", "1");
        assertTrue(run.out().contains("\\x1b]0;owned\\x07"), run.out());
        assertTrue(run.out().contains("--cursor c2"), run.out());
        assertFalse(run.out().contains("\u001b"));
        assertTrue(stub.calls().get(0).line().endsWith("/tasks?state=succeeded&limit=1"));
    }

    @Test
    void showLeavesOutWhatDoesNotApply() {
        stub.answers("GET /tasks/" + ID, 200, view("pending", "null"));
        var out = Run.of(environment, "show", ID).out();
        assertTrue(out.contains("pending"), out);
        assertFalse(out.contains("cause"), out);
    }

    @Test
    void timersShowTheBrokersTimersAndWhatIsDue() {
        stub.answers(
                "GET /timers",
                200,
                "{\"broker\":\"b1\",\"due\":{\"items\":[{\"id\":\"" + ID
                        + "\",\"due_at\":\"2030-01\",\"kind\":\"retrying\"}]}," + "\"ejb_timers\":[]}");
        assertEquals(
                "Timers of broker b1\nNo timers.\n\nDue next\n"
                        + "DUE AT   KIND      TASK OR SCHEDULE                      EXECUTABLE  QUEUE  ATTEMPT\n"
                        + "2030-01  retrying  " + ID + "\n",
                Run.of(environment, "timers").out());
    }

    @Test
    void auditIsATableAndItsExitStatusTheVerdict() {
        var good =
                "{\"accepted\":3,\"balanced\":true,\"counted\":{\"pending\":3},\"in_doubt\":[],\"states\":{\"pending\":3}}";
        stub.answers("GET /audit", 200, good);
        var run = Run.of(environment, "audit");
        assertEquals(
                "STATE    LEDGER  COUNTED\npending       3        3\nAccepted 3: the ledger balances.\n", run.out());
        assertEquals(0, run.status());
        assertEquals(good + "\n", Run.of(environment, "audit", "--json").out());
    }

    @Test
    void auditThatDoesNotBalanceNamesTheTasksInDoubt() {
        stub.answers(
                "GET /audit",
                200,
                "{\"accepted\":3,\"balanced\":false,\"counted\":{\"pending\":2},\"in_doubt\":[\"" + ID
                        + "\"],\"states\":{\"pending\":3}}");
        var run = Run.of(environment, "audit");
        assertTrue(run.out().endsWith("in doubt: " + ID + "\nAccepted 3: the ledger does NOT balance.\n"), run.out());
        assertEquals(1, run.status());
        assertEquals(1, Run.of(environment, "audit", "--json").status());
    }

    @Test
    void statsAreTwoTables() {
        stub.answers(
                "GET /stats", 200, "{\"accepted\":3,\"pending\":{\"mail\":2},\"states\":{\"pending\":2,\"failed\":1}}");
        assertEquals(
                "Accepted 3\n\nSTATE    TASKS\npending      2\nfailed       1\n\nQUEUE  PENDING\nmail         2\n",
                Run.of(environment, "stats").out());
    }

    @Test
    void refusalsArePlainSentences() {
        stub.answers(
                "DELETE /tasks/" + ID, 409, "{\"code\":\"already_final\",\"title\":\"The task is already final\"}");
        var run = Run.of(environment, "cancel", ID);
        assertEquals("kingtask: The task is already final\n", run.err());
        assertEquals(1, run.status());
    }

    @Test
    void aMissingTokenIsExplained() {
        stub.answers("GET /tasks", 401, "{\"code\":\"unauthorized\",\"title\":\"A token is needed\"}");
        assertTrue(Run.of(environment, "tasks").err().contains("--token-file FILE"));
    }

    @Test
    void theTokenFileWins() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "from-file\n");
        stub.answers("GET /stats", 200, "{}");
        Run.of(environment, "stats", "--token-file", file.toString());
        assertEquals("Bearer from-file", stub.calls().get(0).authorization());
    }

    @Test
    void somethingThatIsNoBrokerIsNoStackTrace() {
        stub.answersBytes("GET /tasks", bytes("<html>"));
        var run = Run.of(environment, "tasks");
        assertTrue(run.err().startsWith("kingtask: What answers at that address is no broker"), run.err());
        assertEquals(3, run.status());
    }

    private Run submit(String... args) {
        stub.answers("POST /tasks", 201, view("pending", "null"));
        var line = new String[args.length + 1];
        line[0] = "submit";
        System.arraycopy(args, 0, line, 1, args.length);
        return Run.of(environment, line);
    }

    private JsonObject sent() {
        return Json.object(stub.calls().get(0).body());
    }

    private static String output() {
        return "GET /tasks/" + ID + "/output";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String view(String state, String cause) {
        return "{\"id\":\"" + ID + "\",\"executable\":\"example\",\"args\":[],\"queue\":\"default\",\"priority\":4,"
                + "\"state\":\"" + state
                + "\",\"attempt\":1,\"max_attempts\":1,\"created_at\":\"2026-11-22T12:30:00.000Z\","
                + "\"cause\":" + cause + ",\"attempts\":[]}";
    }
}
