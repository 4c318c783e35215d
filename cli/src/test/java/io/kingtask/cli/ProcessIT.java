package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.StubBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessIT {

    private static final String VIEW =
            "{\"id\":\"01a20353-6b72-7bef-9b4d-8b1448362a3d\",\"executable\":\"example\",\"args\":[],"
                    + "\"queue\":\"default\",\"priority\":4,\"state\":\"pending\",\"attempt\":0,\"max_attempts\":1,"
                    + "\"created_at\":\"2026-11-22T12:30:00.000Z\",\"attempts\":[]}";

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc/self/cmdline")
    void argumentsSurviveALocaleThatCannotWriteThem() throws Exception {
        try (var stub = new StubBroker()) {
            stub.answers("POST /tasks", 201, VIEW);
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(Kingtask.class.getName(), "submit", "--broker", stub.address(), "example"));
            command.addAll(List.of("ü", "任务", "", "a\nb", "plain"));
            // Java cannot hand on what its own locale lacks; a shell can.
            var builder = new ProcessBuilder(shell(command)).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            assertEquals("01a20353-6b72-7bef-9b4d-8b1448362a3d\n", out);
            var args = Json.object(stub.calls().get(0).body()).get("args");
            assertEquals("[\"ü\",\"任务\",\"\",\"a\\nb\",\"plain\"]", String.valueOf(args));
        }
    }

    /** The command as octal escapes for printf, so that it is ASCII wherever it passes. */
    private static List<String> shell(List<String> command) {
        var script = new StringBuilder("set --\n");
        for (var word : command) {
            script.append("set -- \"$@\" \"$(printf '");
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                script.append(String.format("\\%03o", b & 0xFF));
            }
            script.append("')\"\n");
        }
        return List.of("sh", "-c", script.append("exec \"$@\"").toString());
    }
}
