package io.kingtask.worker.warm;

import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import io.kingtask.worker.process.FileIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an executable declares that it serves many tasks: a file {@code NAME.warm} beside it, or a line in a script's comment at its beginning. */
final class DeclarationFile {

    private static final Logger LOG = LoggerFactory.getLogger(DeclarationFile.class);
    private static final int BEGINNING = 512;
    private static final Pattern MARK =
            Pattern.compile("(?m)^[ \t]*(#|//|--|;|%|\\*|\")[^\n]*\\bkingtask: warm[ \t\r]*$");
    private static final Duration YEAR = Duration.ofDays(366);

    private DeclarationFile() {}

    static Path of(Program program) {
        return program.path().resolveSibling(program.name() + ".warm");
    }

    /** Null: there is no such file. */
    static @Nullable FileIdentity identity(Path file) throws IOException {
        try {
            return FileIdentity.of(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Empty, with a word in the log, when something is wrong with it: the executable is then started for each task. */
    static Optional<Declaration> read(Path file) {
        try {
            if (mayOthersWrite(file)) {
                LOG.warn("{} is left out of account, because everybody may write to it (chmod o-w).", file);
                return Optional.empty();
            }
            if (Files.size(file) == 0) {
                return Optional.of(Declaration.PLAIN);
            }
            var settings = Settings.read(file, Map.of());
            var plain = Declaration.PLAIN;
            var read = new Declaration(
                    settings.number("max_tasks", plain.maxTasks(), 1, Long.MAX_VALUE),
                    settings.seconds("max_seconds", plain.maxTime(), Duration.ofMillis(1), YEAR),
                    (int) settings.number("processes", plain.processes(), 1, 1000));
            settings.check();
            return Optional.of(read);
        } catch (SettingsException e) {
            LOG.warn("{} is left out of account, and its executable is started for each task: {}", file, e.problems());
        } catch (IOException e) {
            LOG.warn("{} cannot be read, and its executable is started for each task: {}", file, e.toString());
        }
        return Optional.empty();
    }

    private static boolean mayOthersWrite(Path file) throws IOException {
        return ((int) Files.getAttribute(file, "unix:mode") & 0002) != 0;
    }

    /** Whether it is a script with the mark among its first bytes. */
    static boolean isMarked(Path script) throws IOException {
        try (var in = Files.newInputStream(script)) {
            var text = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return text.startsWith("#!") && MARK.matcher(text).find();
        }
    }
}
