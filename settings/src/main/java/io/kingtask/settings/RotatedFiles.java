package io.kingtask.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** Log records in {@code NAME.0.log} of a folder, with up to four older files of 10 MB. */
final class RotatedFiles extends FileHandler {

    private static final int FILE_BYTES = 10 * 1024 * 1024;
    private static final int FILES = 5;

    /** Null while the superclass is being made, which sets one of its own. */
    private final @Nullable Formatter lines;

    private RotatedFiles(String pattern, Formatter lines) throws IOException {
        super(pattern, FILE_BYTES, FILES, true);
        this.lines = lines;
        setFormatter(lines);
        setEncoding(StandardCharsets.UTF_8.name());
        setLevel(Level.ALL);
    }

    static RotatedFiles in(Path folder, String name, Formatter lines) throws IOException {
        Files.createDirectories(folder);
        return new RotatedFiles(folder.resolve(name).toString().replace("%", "%%") + ".%g.log", lines);
    }

    /** Stays ours: a server in this process puts its own into every handler it finds. */
    @Override
    public synchronized void setFormatter(Formatter ignored) {
        super.setFormatter(lines == null ? ignored : lines);
    }
}
