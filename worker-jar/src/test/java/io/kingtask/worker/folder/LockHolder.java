package io.kingtask.worker.folder;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds a lock until it is killed, as a living worker does. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            System.out.println("locked " + lock.isValid());
            Thread.sleep(60_000);
        }
    }
}
