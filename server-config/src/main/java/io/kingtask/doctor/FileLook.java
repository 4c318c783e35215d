package io.kingtask.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;

/** Who may read and write files and folders. */
final class FileLook {

    private FileLook() {}

    /** @param secret whether it holds tokens or passwords */
    static void ofSecrets(Report report, String subject, Path file, boolean secret) {
        if (mayBeChangedByOthers(file)) {
            report.add(Finding.problem(
                    subject,
                    file + " may be changed by everybody.",
                    "chmod o-w " + file + " and look at what it says."));
        } else if (secret && isOpen(file, "others")) {
            report.add(Finding.warning(
                    subject,
                    file + " holds secrets, and everybody on this machine may read it.",
                    "chmod o-rwx " + file));
        }
    }

    static void ofLogs(Report report, String subject, Path folder) {
        var parent = folder.toAbsolutePath().getParent();
        boolean good = Files.isDirectory(folder)
                ? Files.isWritable(folder)
                : Files.notExists(folder) && parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
        if (good) {
            report.add(Finding.ok(subject, "log_path " + folder + " can be written."));
        } else {
            report.add(Finding.problem(
                    subject,
                    "log_path " + folder + " cannot be written by this user.",
                    "Make the folder, and give it to the user that runs the " + subject + "."));
        }
    }

    /** @param whom {@code group} or {@code others}: whether these may do anything with it */
    static boolean isOpen(Path file, String whom) {
        return permissions(file).stream().anyMatch(right -> right.name().startsWith(whom.toUpperCase(Locale.ROOT)));
    }

    static boolean mayBeChangedByOthers(Path file) {
        return permissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** None where they cannot be seen. */
    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Set.of();
        }
    }
}
