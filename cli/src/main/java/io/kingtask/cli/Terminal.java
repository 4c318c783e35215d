package io.kingtask.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the command line reads and writes. Text is UTF-8 whatever the locale.
 *
 * @param shown which of the three a person's terminal shows, as the digits of their numbers: what tasks wrote is made harmless
 *     there
 * @param columns how wide a table may be
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, String shown, int columns) {

    private static final int ANY_WIDTH = 10_000;

    /** The process' own. The launcher says by {@code -Dkingtask.terminal} what is a terminal: Java cannot. */
    static Terminal ofProcess() {
        var shown = System.getProperty("kingtask.terminal", "");
        int anyway = shown.contains("1") ? Stty.size().columns() : ANY_WIDTH;
        return new Terminal(
                System.in, utf8(System.out), utf8(System.err), shown, Stty.number(System.getenv("COLUMNS"), anyway));
    }

    /** Whether a person can be asked. */
    boolean canAsk() {
        return shown.contains("0") && shown.contains("2");
    }

    /** Whether output can be a screen that keys control. */
    boolean isScreen() {
        return shown.contains("0") && shown.contains("1");
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

    /** JSON of the broker: where a terminal shows it, harmful characters are escaped as JSON has it. */
    void json(String text) {
        out.println(shown.contains("1") ? SafeText.json(text) : text);
    }

    /** Asks on standard error. Only yes is yes. */
    boolean isYes(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            return false;
        }
    }

    /** What a program wrote: byte for byte, but harmless where a terminal shows it. */
    void data(byte[] bytes) {
        write(bytes, out, shown.contains("1"));
    }

    /** As {@link #data}, on standard error. */
    void errorData(byte[] bytes) {
        write(bytes, err, shown.contains("2"));
    }

    /**
     * As {@link #data}, of what arrives, as it arrives.
     *
     * @param stream {@link #out} or {@link #err}
     * @return the last byte; -1 when there was none
     */
    int copy(InputStream from, PrintStream stream) throws IOException {
        var bytes = new byte[1 << 16];
        var pieces = new Utf8Pieces();
        boolean harmless = shown.contains(stream == err ? "2" : "1");
        int last = -1;
        for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
            if (n == 0) {
                continue;
            }
            last = bytes[n - 1];
            var piece = Arrays.copyOf(bytes, n);
            write(harmless ? pieces.next(piece) : piece, stream, harmless);
        }
        if (harmless) {
            write(pieces.rest(), stream, true);
        }
        return last;
    }

    private static void write(byte[] bytes, PrintStream stream, boolean harmless) {
        if (harmless) {
            stream.print(SafeText.lines(new String(bytes, StandardCharsets.UTF_8)));
        } else {
            stream.write(bytes, 0, bytes.length);
        }
        stream.flush();
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
