package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker in a process that is not its own and goes on, as a server does: it comes and goes several times, each time loaded anew. */
class GuestWorkerIT {

    private static final String OWN_FOLDERS =
            "kingtask-work-" + ProcessHandle.current().pid() + ".";

    @TempDir
    private Path folder;

    @Test
    void eachStayLeavesNothing() throws Exception {
        script("add", "echo $(($1 + $2))");
        script("endless", "sleep 600 & exec sleep 600");
        var other = new ProcessBuilder("sleep", "600").start();
        try (var redis = LocalRedis.start()) {
            for (int i = 0; i < 3; i++) {
                var threads = threads();
                stay(redis.address());
                assertEquals(Set.of(), without(threads(), threads));
                WorkerProcess.await("processes are left", () -> children(other).isEmpty());
            }
            assertEquals(0, redis.connections());
            assertEquals(List.of(), folders());
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }

    private void stay(String redis) throws Exception {
        var urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(GuestWorkerIT::url)
                .toArray(URL[]::new);
        try (var classes = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            @SuppressWarnings("unchecked")
            var guest = (BiFunction<Path, String, String>) classes.loadClass(GuestStay.class.getName())
                    .getConstructor()
                    .newInstance();
            var own = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(classes);
            try {
                var said = guest.apply(folder, redis);
                assertTrue(said.matches(".+-embedded-[0-9a-f]{6}-1 57 PENDING"), said);
            } finally {
                Thread.currentThread().setContextClassLoader(own);
            }
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those that the JDK keeps for itself are not counted. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(Predicate.not(name -> name.startsWith("process reaper")))
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static List<ProcessHandle> children(Process other) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.pid() != other.pid())
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.contains("redis"))
                        .isEmpty())
                .toList();
    }

    private static List<Path> folders() throws Exception {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(OWN_FOLDERS))
                    .toList();
        }
    }

    private void script(String name, String line) throws Exception {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
