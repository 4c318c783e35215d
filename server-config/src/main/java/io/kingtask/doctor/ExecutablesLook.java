package io.kingtask.doctor;

import io.kingtask.worker.execute.ExecutableFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is in {@code bin_path}, and who may change it. */
final class ExecutablesLook {

    private static final int MOST_NAMES = 10;
    private static final int LONGEST_LINE = 256;

    private final Report report;
    private final Path folder;
    private final List<String> good = new ArrayList<>();
    private final List<String> notExecutable = new ArrayList<>();

    ExecutablesLook(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    void look() {
        if (FileLook.mayBeChangedByOthers(folder)) {
            report.add(Finding.problem(
                    "bin_path",
                    folder + " may be changed by everybody, who so runs programs as the worker's user.",
                    "chmod o-w " + folder + " and look at what is in it."));
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                lookAt(file);
            }
            sum();
        } catch (IOException | DirectoryIteratorException e) {
            report.add(Finding.problem(
                    "bin_path",
                    folder + " cannot be listed: " + e,
                    "Let the worker's user read it: chmod o+rx " + folder));
        }
    }

    private void lookAt(Path file) {
        var name = file.getFileName().toString();
        if (FileLook.mayBeChangedByOthers(file) && Files.isRegularFile(file)) {
            report.add(Finding.problem(
                    "bin_path",
                    file + " may be changed by everybody, so that no worker runs it.",
                    "chmod o-w " + file + " and look at what it does."));
            return;
        }
        var found = ExecutableFile.locate(folder, name);
        if (found instanceof ExecutableFile.Found) {
            good.add(name);
            missingInterpreter(file)
                    .ifPresent(interpreter -> report.add(Finding.warning(
                            "bin_path",
                            name + " asks for " + interpreter + ", which is not on this machine.",
                            "Install it, or correct the script's first line.")));
        } else if (found instanceof ExecutableFile.Refused) {
            notExecutable.add(name);
        }
    }

    private void sum() {
        if (good.isEmpty()) {
            report.add(Finding.warning(
                    "bin_path",
                    "There is no executable in " + folder + ".",
                    "Put your programs there: install -m 755 PROGRAM " + folder));
        } else {
            report.add(Finding.ok("bin_path", good.size() + " in " + folder + ": " + some(good) + "."));
        }
        if (!notExecutable.isEmpty()) {
            report.add(Finding.note(
                    "bin_path",
                    "No task can name these, which this user may not run, or which lie elsewhere: "
                            + some(notExecutable) + "."));
        }
    }

    private static String some(List<String> names) {
        var sorted = names.stream().sorted().limit(MOST_NAMES).toList();
        return String.join(", ", sorted) + (names.size() > MOST_NAMES ? ", …" : "");
    }

    /** The program that a script names in its first line, when there is none of that name. */
    private static Optional<String> missingInterpreter(Path script) {
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(script), StandardCharsets.ISO_8859_1))) {
            var start = new char[LONGEST_LINE];
            int length = Math.max(0, reader.read(start));
            var line = new String(start, 0, length).lines().findFirst().orElse("");
            if (!line.startsWith("#!")) {
                return Optional.empty();
            }
            var words = line.substring(2).strip().split("\\s+", -1);
            boolean missing = words[0].startsWith("/") && Files.notExists(Path.of(words[0]));
            return missing ? Optional.of(words[0]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
