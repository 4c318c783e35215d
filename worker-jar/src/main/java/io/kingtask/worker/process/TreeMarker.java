package io.kingtask.worker.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two variables that every process of one run has in its environment, wherever it moved. */
public record TreeMarker(String taskId, long fence) {

    public static final String TASK_ID = "KINGTASK_TASK_ID";
    public static final String FENCE = "KINGTASK_FENCE";

    private static final Pattern ID_IN = Pattern.compile("\0" + TASK_ID + "=([^\0]+)\0");
    private static final Pattern FENCE_IN = Pattern.compile("\0" + FENCE + "=([0-9]{1,18})\0");

    /** The marker in the content of a {@code /proc/PID/environ}. */
    static Optional<TreeMarker> in(byte[] environ) {
        // Latin 1 keeps every byte apart, and both variables are ASCII.
        var text = '\0' + new String(environ, StandardCharsets.ISO_8859_1) + '\0';
        var id = ID_IN.matcher(text);
        var fence = FENCE_IN.matcher(text);
        return id.find() && fence.find()
                ? Optional.of(new TreeMarker(id.group(1), Long.parseLong(fence.group(1))))
                : Optional.empty();
    }

    /** Whether the content of a {@code /proc/PID/environ} is that of a process of this run. */
    boolean isIn(byte[] environ) {
        return in(environ).filter(this::equals).isPresent();
    }
}
