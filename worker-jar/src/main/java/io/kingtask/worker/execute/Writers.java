package io.kingtask.worker.execute;

import io.kingtask.worker.process.FileLook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where somebody but the owner decides what a file's name stands for: in the file, or in a folder from {@code bin_path} down to it. A
 * sticky bit does not help: it saves what is there, but lets everybody add names.
 *
 * @param others what everybody may write to
 * @param group what the members of its group may write to
 */
record Writers(Optional<Path> others, Optional<Path> group) {

    private static final int BY_OTHERS = 0002;
    private static final int BY_GROUP = 0020;

    static Writers of(FileLook files, Path realBinPath, Path file, int mode) throws IOException {
        var others = first(Optional.empty(), file, mode, BY_OTHERS);
        var group = first(Optional.empty(), file, mode, BY_GROUP);
        for (var folder = file.getParent();
                folder != null && folder.startsWith(realBinPath);
                folder = folder.getParent()) {
            int ofFolder = files.at(folder).mode();
            others = first(others, folder, ofFolder, BY_OTHERS);
            group = first(group, folder, ofFolder, BY_GROUP);
        }
        return new Writers(others, group);
    }

    static boolean mayOthers(int mode) {
        return (mode & BY_OTHERS) != 0;
    }

    private static Optional<Path> first(Optional<Path> known, Path path, int mode, int by) {
        return known.isPresent() || (mode & by) == 0 ? known : Optional.of(path);
    }
}
