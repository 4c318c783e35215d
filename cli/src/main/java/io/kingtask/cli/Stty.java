package io.kingtask.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks and sets the terminal on standard input, by the program {@code stty}. */
final class Stty {

    record Size(int lines, int columns) {}

    private static final Size USUAL = new Size(24, 80);

    private Stty() {}

    /** As the terminal says, else 24 lines of 80 columns. */
    static Size size() {
        var words = run("size").split(" ", -1);
        return words.length == 2 ? new Size(number(words[0], USUAL.lines()), number(words[1], USUAL.columns())) : USUAL;
    }

    /** What it says to these arguments; an empty string when there is no terminal or no stty. */
    static String run(String... args) {
        var command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(args));
        try {
            var stty = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }
}
