package io.kingtask.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a site has left behind after its end. */
final class Leftovers {

    private Leftovers() {}

    /** Processes that had the site's folder as their home, which programs inherit from their workers. */
    static List<String> processes(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> hasHome(process.pid(), home))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    private static boolean hasHome(long pid, Path home) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return List.of(new String(environment, StandardCharsets.UTF_8).split("\0"))
                    .contains("HOME=" + home);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is none of ours
        }
    }

    static List<String> files(Path temporary) {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(Path::toString)
                    .filter(file -> !file.contains("hsperfdata"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
