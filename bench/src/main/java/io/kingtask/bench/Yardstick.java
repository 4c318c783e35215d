package io.kingtask.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** How many processes a second this machine starts when nothing else is done: a C loop of posix_spawn, read and wait4. */
final class Yardstick {

    private static final int SECONDS = 3;

    private final Path loop;
    private final Path program;

    Yardstick(Path loop, Path program) {
        this.loop = loop;
        this.program = program;
    }

    /** @return processes a second, with as many threads */
    double perSecond(int threads) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        loop.toString(),
                        String.valueOf(SECONDS),
                        String.valueOf(threads),
                        program.toString(),
                        "12",
                        "45"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IOException("the yardstick failed");
        }
        return Double.parseDouble(answer);
    }
}
