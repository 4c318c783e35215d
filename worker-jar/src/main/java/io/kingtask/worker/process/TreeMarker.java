package io.kingtask.worker.process;

import java.nio.charset.StandardCharsets;

/** The two variables that every process of one run has in its environment, wherever it moved. */
public record TreeMarker(String taskId, long fence) {

    public static final String TASK_ID = "KINGTASK_TASK_ID";
    public static final String FENCE = "KINGTASK_FENCE";

    /** Whether the content of a {@code /proc/PID/environ} is that of a process of this run. */
    boolean isIn(byte[] environ) {
        // Latin 1 keeps every byte apart, and both variables are ASCII.
        var text = '\0' + new String(environ, StandardCharsets.ISO_8859_1) + '\0';
        return text.contains('\0' + TASK_ID + '=' + taskId + '\0') && text.contains('\0' + FENCE + '=' + fence + '\0');
    }
}
