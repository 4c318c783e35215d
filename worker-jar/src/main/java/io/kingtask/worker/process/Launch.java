package io.kingtask.worker.process;

import io.kingtask.worker.cell.Wrapper;
import io.kingtask.worker.output.RunOutputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to start, and in which world.
 *
 * @param executable absolute path, which becomes argv[0]
 * @param workFolder the program's current folder
 * @param stdin a file that the program reads; null: nothing
 * @param outputs where what it writes is kept
 * @param marker tells the program's processes from all others by their environment
 * @param wrapper what starts it, with all of its environment
 * @param pinned what the executable must be when it is started; null: whatever is there
 */
public record Launch(
        Path executable,
        List<String> args,
        Path workFolder,
        @Nullable Path stdin,
        RunOutputs outputs,
        TreeMarker marker,
        Wrapper wrapper,
        @Nullable FileIdentity pinned) {

    /** The same program, reading something else. */
    Launch reading(Path otherStdin) {
        return new Launch(executable, args, workFolder, otherStdin, outputs, marker, wrapper, pinned);
    }

    /** @throws LaunchException when what the path leads to is not what was looked at */
    void refuseAnotherFile(Path path) throws LaunchException, IOException {
        if (pinned != null && !FileIdentity.of(path).equals(pinned)) {
            throw new LaunchException("could not start " + executable.getFileName()
                    + ": its file was changed after its SHA-256 was read");
        }
    }
}
