package io.kingtask.worker.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds a task's executable in {@code bin_path}. The name comes from outside and is checked again here, where it becomes a path. */
public sealed interface ExecutableFile {

    /** It can be started. */
    record Found(Path path) implements ExecutableFile {}

    /** This worker does not have it; another may. */
    record Missing() implements ExecutableFile {}

    /** There is something of that name, or the name is none, and it is not to be started. */
    record Refused(String why) implements ExecutableFile {}

    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    static ExecutableFile locate(Path binPath, String name) {
        if (!NAME.matcher(name).matches()) {
            return new Refused("not the name of an executable: letters, digits, '.', '_', '-', 1 to 128 of them,"
                    + " beginning with a letter or digit");
        }
        try {
            var path = binPath.resolve(name);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new Missing();
            }
            return judge(binPath.toRealPath(), path, name);
        } catch (IOException | InvalidPathException e) {
            return new Refused(name + " cannot be looked at: " + e.getMessage());
        }
    }

    private static ExecutableFile judge(Path realBinPath, Path path, String name) throws IOException {
        if (!Files.exists(path)) {
            return new Refused(name + " is a symbolic link that leads nowhere");
        }
        if (!path.toRealPath().startsWith(realBinPath)) {
            return new Refused(name + " is a symbolic link that leads out of bin_path");
        }
        if (!Files.isRegularFile(path)) {
            return new Refused(name + " is not a regular file");
        }
        if (!Files.isExecutable(path)) {
            return new Refused(name + " may not be executed by the worker's user: its permission to run is missing");
        }
        return new Found(path);
    }
}
