package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code /proc/PID/stat} says of a process. */
record ProcStat(long pid, char state, long parent, long group, long session, long threads, long startTime) {

    static final Path PROC = Path.of("/proc");

    /** Empty when there is no such process. */
    static Optional<ProcStat> read(long pid) {
        try {
            var text = Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1);
            // The name in parentheses may hold blanks and parentheses itself.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(new ProcStat(
                    pid,
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[17]),
                    Long.parseLong(fields[19])));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Its variables as {@code /proc} has them; nothing when they cannot be read. */
    static byte[] environment(long pid) {
        try {
            return Files.readAllBytes(file(pid, "environ"));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static Path file(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }

    /** Only what is left of a process until its parent asks for its status; not one whose first thread alone has ended. */
    boolean isZombie() {
        return (state == 'Z' || state == 'X') && threads <= 1;
    }
}
