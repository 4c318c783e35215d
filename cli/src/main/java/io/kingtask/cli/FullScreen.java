package io.kingtask.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The terminal as a screen of its own. However the process ends, short of SIGKILL, the terminal is as it was. */
final class FullScreen implements AutoCloseable {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_LINE = "\u001b[K\n";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final int INTERRUPT = 3;

    private final PrintStream out;
    private final String before;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();

    private FullScreen(PrintStream out, String before) {
        this.out = out;
        this.before = before;
    }

    static FullScreen of(Terminal terminal) {
        var screen = new FullScreen(terminal.out(), Stty.run("-g"));
        Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "terminal as it was"));
        Stty.run("-icanon", "-echo", "min", "1", "time", "0");
        screen.out.print(ENTER);
        var reader = new Thread(() -> screen.readKeys(terminal.in()), "keys");
        reader.setDaemon(true);
        reader.start();
        return screen;
    }

    /** Draws over what was there, without a flicker. */
    void show(List<String> lines) {
        var text = new StringBuilder(HOME);
        text.append(String.join(END_LINE, lines)).append("\u001b[K").append(ERASE_BELOW);
        out.print(text);
        out.flush();
    }

    /** Waits so long, less when a key is pressed. */
    boolean isQuitWithin(Duration pause) {
        try {
            var key = keys.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
            return key != null && (key == 'q' || key == 'Q' || key == INTERRUPT || key < 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            out.print(LEAVE);
            out.flush();
            Stty.run(before);
        }
    }

    /** The end of the input quits, too. */
    private void readKeys(InputStream in) {
        try {
            for (int key = in.read(); key >= 0; key = in.read()) {
                keys.add(key);
            }
        } catch (IOException e) {
            // As the end of the input.
        }
        keys.add(-1);
    }
}
