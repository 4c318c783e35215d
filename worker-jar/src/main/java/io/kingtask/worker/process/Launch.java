package io.kingtask.worker.process;

import io.kingtask.worker.output.RunOutputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start, and in which world.
 *
 * @param executable absolute path, which becomes argv[0]
 * @param environment all of it
 * @param workFolder the program's current folder
 * @param stdin a file that the program reads; null: nothing
 * @param outputs where what it writes is kept
 * @param marker tells the program's processes from all others by their environment
 */
public record Launch(
        Path executable,
        List<String> args,
        Map<String, String> environment,
        Path workFolder,
        @Nullable Path stdin,
        RunOutputs outputs,
        TreeMarker marker) {}
