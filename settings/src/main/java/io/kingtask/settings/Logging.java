package io.kingtask.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where a program of ours writes its log, by its keys {@code log_path} and {@code log_level}. */
public final class Logging {

    /** The words of {@code log_level}. */
    public static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

    /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger OURS = Logger.getLogger("io.kingtask");

    private static final Logger AUDIT = Logger.getLogger("kingtask.audit");

    private Logging() {}

    /**
     * Sends this process' log to standard output, or to {@code PROGRAM.0.log} and up to four older files of 10 MB in the folder, which is
     * made when it is not there. Libraries speak from {@code info} up even where ours say more.
     *
     * @param level one of {@link #LEVELS}
     * @throws SettingsException when the folder cannot be written
     */
    public static void configure(Optional<Path> logPath, String level, String programName) {
        Handler handler =
                logPath.isPresent() ? files(logPath.get(), programName, new LineFormatter()) : new StandardOutput();
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(handler);
        OURS.setLevel(level(level));
        root.setLevel(level.equals("debug") ? Level.INFO : level(level));
    }

    /**
     * Sends the audit log, which knows no levels, to {@code audit.0.log} and older files beside the log's; without a folder it is a part of
     * the log.
     *
     * @throws SettingsException when the folder cannot be written
     */
    public static void configureAudit(Optional<Path> logPath) {
        AUDIT.setLevel(Level.INFO);
        Arrays.stream(AUDIT.getHandlers()).forEach(AUDIT::removeHandler);
        AUDIT.setUseParentHandlers(logPath.isEmpty());
        logPath.ifPresent(folder -> AUDIT.addHandler(files(folder, "audit", new BareLines())));
    }

    private static Handler files(Path folder, String name, Formatter lines) {
        try {
            return RotatedFiles.in(folder, name, lines);
        } catch (IOException e) {
            String reason = Quoted.plain(e.toString());
            throw new SettingsException(List.of("log_path: " + Quoted.value("log_path", folder.toString())
                    + " cannot be written (" + reason + "); allowed: a folder that this user can write"));
        }
    }

    private static Level level(String word) {
        return switch (word) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "warn" -> Level.WARNING;
            case "error" -> Level.SEVERE;
            default -> throw new IllegalArgumentException("no log level: " + word + "; allowed: " + LEVELS);
        };
    }
}
