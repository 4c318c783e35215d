package io.kingtask.worker.warm;

import io.kingtask.worker.process.FileIdentity;
import java.nio.file.Path;

/** An executable as it was found: another content is another program. */
public record Program(Path path, FileIdentity identity) {

    String name() {
        return String.valueOf(path.getFileName());
    }
}
