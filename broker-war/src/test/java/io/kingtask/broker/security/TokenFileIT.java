package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private TokenFile file() {
        return new TokenFile(home.resolve(".kingtask").resolve("token"));
    }

    @Test
    void brokersThatStartAtOnceAgree() throws Exception {
        var barrier = new CyclicBarrier(8);
        var threads = java.util.concurrent.Executors.newFixedThreadPool(8);
        try {
            var tokens = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        barrier.await();
                        return file().readOrCreate();
                    }))
                    .toList();
            var different = new java.util.HashSet<String>();
            for (var token : tokens) {
                different.add(token.get());
            }
            assertEquals(1, different.size());
        } finally {
            threads.shutdown();
        }
        try (var files = Files.list(home.resolve(".kingtask"))) {
            assertEquals(
                    "token", files.map(path -> path.getFileName().toString()).collect(Collectors.joining(",")));
        }
    }

    @Test
    void fileThatOthersCanReadIsRefused() throws Exception {
        file().readOrCreate();
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(UncheckedIOException.class, () -> file().readOrCreate());
    }

    @Test
    void linkInPlaceOfTheFileIsRefused() throws Exception {
        Files.createDirectories(home.resolve(".kingtask"));
        var elsewhere = Files.writeString(home.resolve("elsewhere"), "x".repeat(40));
        Files.createSymbolicLink(file().path(), elsewhere);
        assertThrows(UncheckedIOException.class, () -> file().readOrCreate());
    }
}
