package io.kingtask.worker.execute;

import io.kingtask.worker.config.Names;
import io.kingtask.worker.process.FileIdentity;
import io.kingtask.worker.process.FileLook;
import io.kingtask.worker.process.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a task's executable in {@code bin_path}. The name comes from outside and is checked again here, where it becomes a path. */
public sealed interface ExecutableFile {

    /**
     * It can be started.
     *
     * @param groupMayWrite whether the group of its file, or of a folder that it is in, can put something else there
     * @param sha256 of its content; null: not known
     * @param isPinned whether nothing else is to be run in its place
     */
    record Found(
            Path path,
            FileIdentity identity,
            boolean groupMayWrite,
            @Nullable String sha256,
            boolean isPinned) implements ExecutableFile {

        Found with(@Nullable String digest, boolean pinned) {
            return new Found(path, identity, groupMayWrite, digest, pinned);
        }
    }

    /** This worker does not have it; another may. */
    record Missing() implements ExecutableFile {}

    /** There is something of that name, or the name is none, and it is not to be started. */
    record Refused(String why) implements ExecutableFile {}

    static ExecutableFile locate(Path binPath, String name) {
        return locate(FileLook.PLAIN, binPath, name);
    }

    static ExecutableFile locate(FileLook files, Path binPath, String name) {
        if (!Names.isValid(name)) {
            return new Refused("not the name of an executable: " + Names.RULE);
        }
        var path = binPath.resolve(name);
        try {
            var status = files.at(path, LinkOption.NOFOLLOW_LINKS);
            // What is no link is where its name says; only of a link the real path must be found out, which costs many
            // calls.
            return status.isLink()
                    ? follow(files, binPath.toRealPath(), path, name)
                    : judge(files, binPath, path, path, status);
        } catch (NoSuchFileException e) {
            return new Missing();
        } catch (IOException | InvalidPathException e) {
            return new Refused(name + " cannot be looked at: " + e.getMessage());
        }
    }

    private static ExecutableFile follow(FileLook files, Path realBinPath, Path path, String name) throws IOException {
        try {
            var real = path.toRealPath();
            return real.startsWith(realBinPath)
                    ? judge(files, realBinPath, path, real, files.at(real))
                    : new Refused(name + " is a symbolic link that leads out of bin_path");
        } catch (NoSuchFileException e) {
            return new Refused(name + " is a symbolic link that leads nowhere");
        }
    }

    /** @param real where the file is, in a folder that is {@code binPath} or below it */
    private static ExecutableFile judge(FileLook files, Path binPath, Path path, Path real, FileStatus status)
            throws IOException {
        var name = path.getFileName();
        if (!status.isRegular()) {
            return new Refused(name + " is not a regular file");
        }
        if (!Files.isExecutable(path)) {
            return new Refused(name + " may not be executed by the worker's user: its permission to run is missing");
        }
        var writers = Writers.of(files, binPath, real, status.mode());
        return writers.others()
                .<ExecutableFile>map(where -> new Refused(name + " is not run, because everybody may write to " + where
                        + ": take that permission away (chmod o-w)"))
                .orElseGet(
                        () -> new Found(path, status.identity(), writers.group().isPresent(), null, false));
    }

    /** What is wrong with the folder itself, for which none of its executables is run. */
    static Optional<String> folderFault(Path binPath) {
        try {
            return Writers.mayOthers(FileLook.PLAIN.at(binPath).mode())
                    ? Optional.of("everybody may write to it, so nothing in it is run (chmod o-w)")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
