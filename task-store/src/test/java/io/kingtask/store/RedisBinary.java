package io.kingtask.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Where the redis-server is that the tests run: on the PATH, else the one that the embedded-redis artifact brings. */
final class RedisBinary {

    private static final Path PATH = onSearchPath().orElseGet(RedisBinary::unpacked);

    private RedisBinary() {}

    static Path path() {
        return PATH;
    }

    private static Optional<Path> onSearchPath() {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return Arrays.stream(folders)
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path unpacked() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
