package io.kingtask.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The arguments as they were given. Where the locale is not UTF-8, as in many a cron job, Java has replaced every character
 * that is not ASCII before {@code main} begins; on Linux the process' own command line still has them.
 */
final class OriginalArguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private OriginalArguments() {}

    static String[] of(String[] args) {
        boolean damaged = Arrays.stream(args).anyMatch(arg -> arg.indexOf('\uFFFD') >= 0);
        if (!damaged || !Files.isReadable(COMMAND_LINE)) {
            return args;
        }
        try {
            var words = new String(Files.readAllBytes(COMMAND_LINE), StandardCharsets.UTF_8).split("\0", -1);
            // Each word ends with a NUL, so the last piece is no word.
            int end = words.length - 1;
            return end < args.length ? args : Arrays.copyOfRange(words, end - args.length, end);
        } catch (IOException e) {
            return args;
        }
    }
}
