package io.kingtask.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How many processes a second this machine starts when nothing else is done. */
final class Yardstick {

    private static final int THREADS = 4;
    private static final double SECONDS = 2;

    private final List<String> loop;
    private final Path program;

    Yardstick(List<String> loop, Path program) {
        this.loop = loop;
        this.program = program;
    }

    /** Whether it is the loop that goals speak of. */
    boolean isCompiled() {
        return loop.size() == 1;
    }

    String name() {
        return isCompiled()
                ? "a C loop of posix_spawn, pipe and wait on " + THREADS + " threads"
                : "a loop of Java's ProcessBuilder on " + THREADS
                        + " threads (no C compiler was there: ratios to it say nothing about the goals)";
    }

    /** @return processes a second */
    double perSecond() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(loop);
        command.addAll(List.of(String.valueOf(SECONDS), String.valueOf(THREADS), program.toString(), "12", "45"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("the yardstick failed");
        }
        return Double.parseDouble(answer);
    }
}
