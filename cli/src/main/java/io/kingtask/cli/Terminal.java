package io.kingtask.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Where the command line reads and writes. Text is UTF-8 whatever the locale.
 *
 * @param interactive whether a person's terminal shows {@code out}: then the data of tasks is made harmless first
 * @param columns how wide a table may be
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive, int columns) {

    private static final int ANY_WIDTH = 10_000;

    /** The process' own. The launcher says by {@code -Dkingtask.terminal} whether standard output is a terminal: Java cannot. */
    static Terminal ofProcess() {
        boolean interactive = Boolean.getBoolean("kingtask.terminal");
        return new Terminal(
                System.in, utf8(System.out), utf8(System.err), interactive, interactive ? width() : ANY_WIDTH);
    }

    /** Text of kingtask's own, or made harmless before. */
    void line(String text) {
        out.println(text);
    }

    void text(String text) {
        out.print(text);
    }

    void error(String text) {
        err.println("kingtask: " + SafeText.lines(text));
    }

    /** What a program wrote: byte for byte, but harmless where a terminal shows it. */
    void data(byte[] bytes) {
        data(bytes, out);
    }

    /** As {@link #data}, on standard error. */
    void errorData(byte[] bytes) {
        data(bytes, err);
    }

    private void data(byte[] bytes, PrintStream stream) {
        if (interactive) {
            stream.print(SafeText.lines(new String(bytes, StandardCharsets.UTF_8)));
        } else {
            stream.write(bytes, 0, bytes.length);
        }
        stream.flush();
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static int width() {
        var variable = System.getenv("COLUMNS");
        if (variable != null && variable.matches("[1-9][0-9]{0,4}")) {
            return Integer.parseInt(variable);
        }
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            return said.matches("[0-9]+ [1-9][0-9]*") ? Integer.parseInt(said.substring(said.indexOf(' ') + 1)) : 80;
        } catch (IOException e) {
            return 80;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 80;
        }
    }
}
