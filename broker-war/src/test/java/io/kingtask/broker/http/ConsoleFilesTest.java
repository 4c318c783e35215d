package io.kingtask.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be said of the console's files without running them. */
class ConsoleFilesTest {

    private static final Path ROOT = Path.of("src/main/webapp");
    private static final Pattern KEY = Pattern.compile("^  '([^']+)': '", Pattern.MULTILINE);
    private static final Pattern USE = Pattern.compile("\\bt\\((?:\\w+(?:\\.\\w+)* \\? )?'([^']+)'(?: : '([^']+)')?");
    private static final Pattern MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|srcdoc");
    private static final Pattern ELSEWHERE = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)");
    private static final Pattern INLINE = Pattern.compile("<style|\\son\\w+=|style=|<script(?! [^>]*src=)");

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertEquals(keys("en.js"), keys("zh.js"));
    }

    @Test
    void everyWordThatIsUsedIsThere() throws IOException {
        var known = keys("en.js");
        var missing = new TreeSet<String>();
        for (var file : files(".js")) {
            USE.matcher(Files.readString(file)).results().forEach(use -> {
                missing.add(use.group(1));
                if (use.group(2) != null) {
                    missing.add(use.group(2));
                }
            });
        }
        missing.removeAll(known);
        assertEquals(Set.of(), missing);
    }

    @Test
    void nothingIsInsertedAsMarkupAndNothingComesFromElsewhere() throws IOException {
        for (var file : files(".js", ".css", ".html", ".svg")) {
            var text = Files.readString(file);
            assertFalse(MARKUP.matcher(text).find(), file + " makes markup or code of text");
            assertFalse(ELSEWHERE.matcher(text).find(), file + " names another place");
        }
        assertFalse(INLINE.matcher(Files.readString(ROOT.resolve("index.html"))).find());
    }

    /** The keys without the forms for a count of one, which not every language has. */
    private static Set<String> keys(String file) throws IOException {
        return KEY.matcher(Files.readString(ROOT.resolve("console").resolve(file)))
                .results()
                .map(match -> match.group(1))
                .filter(key -> !key.endsWith(".one"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files(String... endings) throws IOException {
        try (var all = Files.walk(ROOT)) {
            return all.filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }
}
