package io.kingtask.worker.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Cuts bytes into lines of UTF-8 text; lines that are too long are left out and counted. */
final class LineSplitter {

    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean overlong;
    private int leftOut;

    LineSplitter(int longest) {
        this.longest = longest;
    }

    void accept(byte[] bytes, int length, Consumer<String> lines) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                end().ifPresent(lines);
            } else if (line.size() < longest) {
                line.write(bytes[i]);
            } else {
                overlong = true;
            }
        }
    }

    /** Ends the line: answers it, unless it is blank or was too long. */
    Optional<String> end() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (overlong) {
            overlong = false;
            leftOut++;
            return Optional.empty();
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    int leftOut() {
        return leftOut;
    }
}
