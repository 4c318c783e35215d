package io.kingtask.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends what this process started and removes what it wrote, however it ends, but for a SIGKILL. */
final class Leftovers {

    private static final int PATIENCE_S = 10;

    private Leftovers() {}

    static void clearAtEnd(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            endDescendants();
            remove(folder);
        }));
    }

    private static void endDescendants() {
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_S, TimeUnit.SECONDS)
                .join();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println(folder + " could not be removed: " + e.getMessage());
        }
    }
}
