package io.kingtask.worker.folder;

import io.kingtask.worker.process.FileLook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Folders that their runs left as they had found them. Each gets a name of its own until another run needs one: to make a folder and to
 * remove it costs the system many times a renaming. There are never more than runs at a time.
 */
final class SpareFolders implements AutoCloseable {

    private final Path root;
    private final Deque<RunFolder> spare = new ConcurrentLinkedDeque<>();
    private final AtomicLong number = new AtomicLong();

    SpareFolders(Path root) {
        this.root = root;
    }

    void keep(RunFolder folder) throws IOException {
        spare.push(folder.renamed(root.resolve("spare-" + number.incrementAndGet()), FileLook.PLAIN));
    }

    /** One of them under another name; null: there is none. */
    @Nullable RunFolder take(Path name, FileLook files) throws IOException {
        var folder = spare.poll();
        return folder == null ? null : folder.renamed(name, files);
    }

    /** Lets go of them; whoever owns the root removes it with all that is in it. */
    @Override
    public void close() throws IOException {
        for (var folder = spare.poll(); folder != null; folder = spare.poll()) {
            folder.letGo();
        }
    }
}
