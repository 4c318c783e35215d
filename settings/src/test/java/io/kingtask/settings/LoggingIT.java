package io.kingtask.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingIT {

    @TempDir
    Path folder;

    @AfterEach
    void closeTheFiles() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            handler.close();
            root.removeHandler(handler);
        }
    }

    @Test
    void writesOneLineARecordIntoTheFolder() throws IOException {
        Path logs = folder.resolve("not/yet 100%");
        Logging.configure(Optional.of(logs), "info", "worker");
        Logger.getLogger("io.kingtask.worker.Fetcher").info("Took a task\nforged \u001b[31mline\u202e");
        Logger.getLogger("io.kingtask.worker.Fetcher").fine("not said");
        List<String> lines = Files.readAllLines(logs.resolve("worker.0.log"));
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0)
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\[.+\\] Fetcher: "
                                + "Took a task\\\\nforged \\\\u001b\\[31mline\\\\u202e"),
                lines.get(0));
    }

    @Test
    void levelsApplyAndDebugIsOursAlone() throws IOException {
        assertEquals("", written("error", Level.WARNING, "io.kingtask.x.Y"));
        assertTrue(written("error", Level.SEVERE, "io.kingtask.x.Y").contains(" ERROR ["));
        assertTrue(written("warn", Level.WARNING, "io.kingtask.x.Y").contains(" WARN  ["));
        assertTrue(written("debug", Level.FINE, "io.kingtask.x.Y").contains(" DEBUG ["));
        assertEquals("", written("debug", Level.FINE, "redis.clients.X"));
        assertEquals("", written("warn", Level.INFO, "redis.clients.X"));
    }

    @Test
    void aTraceCannotForgeRecordsEither() throws IOException {
        Logging.configure(Optional.of(folder), "info", "t");
        Exception cause = new IllegalStateException("inner\nforged");
        Logger.getLogger("io.kingtask.a.B").log(Level.WARNING, "Broken", new IOException("outer", cause));
        String text = Files.readString(folder.resolve("t.0.log"));
        assertTrue(text.contains("  java.io.IOException: outer\n    at "), text);
        assertTrue(text.contains("  caused by: java.lang.IllegalStateException: inner\\nforged\n"), text);
    }

    @Test
    void theAuditLogHasAFileOfItsOwnWhateverTheLevel() throws IOException {
        Logging.configure(Optional.of(folder), "error", "t");
        Logging.configureAudit(Optional.of(folder));
        Logger audit = Logger.getLogger("kingtask.audit");
        audit.info("{\"who\":\"ci\"}");
        for (Handler handler : audit.getHandlers()) {
            handler.close();
            audit.removeHandler(handler);
        }
        assertEquals("{\"who\":\"ci\"}\n", Files.readString(folder.resolve("audit.0.log")));
        assertEquals("", Files.readString(folder.resolve("t.0.log")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblemOfTheConfiguration() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SettingsException e = assertThrows(
                SettingsException.class, () -> Logging.configure(Optional.of(file.resolve("logs")), "info", "t"));
        assertTrue(e.problems().get(0).startsWith("log_path: \"" + file.resolve("logs") + "\" cannot be written"));
    }

    private String written(String level, Level of, String logger) throws IOException {
        Path logs = Files.createTempDirectory(folder, "level");
        Logging.configure(Optional.of(logs), level, "t");
        Logger.getLogger(logger).log(of, "said");
        closeTheFiles();
        return Files.readString(logs.resolve("t.0.log"));
    }
}
