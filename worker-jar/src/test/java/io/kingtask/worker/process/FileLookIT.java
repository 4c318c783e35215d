package io.kingtask.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLookIT {

    @TempDir
    private static Path folder;

    private final FileLook look = new NativeFileLook();

    @BeforeAll
    static void bind() {
        LibC.bind();
    }

    @AfterAll
    static void unbind() {
        LibC.unbind();
    }

    @Test
    void saysWhatJavaSays() throws IOException {
        var file = Files.writeString(folder.resolve("datei-ä ö"), "text");
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (var path : new Path[] {file, folder, link, Path.of("/proc/self/stat"), Path.of("/dev/null")}) {
            assertEquals(FileLook.PLAIN.at(path), look.at(path));
            assertEquals(FileLook.PLAIN.at(path, LinkOption.NOFOLLOW_LINKS), look.at(path, LinkOption.NOFOLLOW_LINKS));
        }
        assertTrue(look.at(link).isRegular());
        assertFalse(look.at(folder).isRegular());
        assertTrue(look.at(link, LinkOption.NOFOLLOW_LINKS).isLink());
    }

    @Test
    void refusesWhatJavaRefuses() throws IOException {
        var file = Files.createFile(folder.resolve("no-folder"));
        assertThrows(NoSuchFileException.class, () -> look.at(folder.resolve("missing")));
        assertThrows(IOException.class, () -> look.at(file.resolve("below")));
    }
}
