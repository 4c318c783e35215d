package io.kingtask.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of the command line in this process: its exit status and all it wrote. */
record Run(int status, byte[] outBytes, String err) {

    static Run of(Map<String, String> environment, String... args) {
        return of(environment, false, "", args);
    }

    static Run of(Map<String, String> environment, boolean interactive, String stdin, String... args) {
        return on(interactive ? "12" : "", environment, stdin, args);
    }

    /** @param shown which of the three streams a terminal shows */
    static Run on(String shown, Map<String, String> environment, String stdin, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                shown,
                shown.contains("1") ? 80 : 10_000);
        int status = Kingtask.run(terminal, environment, args);
        return new Run(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    String out() {
        return new String(outBytes, StandardCharsets.UTF_8);
    }
}
