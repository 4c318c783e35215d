package io.kingtask.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java in the documents is Java that the compiler has seen: a part of a file of this module. */
class DocumentedJavaTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/client.md", "docs/migrating-from-kingtask-go.md"})
    void everyPieceOfJavaStandsInAFileThatIsCompiled(String page) throws IOException {
        var compiled = compiled();
        var pieces =
                BLOCK.matcher(Files.readString(Path.of("..", page))).results().toList();
        assertTrue(!pieces.isEmpty(), page);
        for (var piece : pieces) {
            assertTrue(
                    compiled.contains(plain(piece.group(1))),
                    () -> page + " has Java that is not compiled:\n" + piece.group(1));
        }
    }

    private static String compiled() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentedJavaTest::text)
                    .collect(Collectors.joining(" "));
        }
    }

    private static String text(Path file) {
        try {
            return plain(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String java) {
        return java.strip().replaceAll("\\s+", " ");
    }
}
