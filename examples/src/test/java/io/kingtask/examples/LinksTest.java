package io.kingtask.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links of README.md and docs/ lead somewhere: to a file or folder of the sources, and to a heading of it where they name one. */
class LinksTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?sm)^```.*?^```");
    private static final Pattern CODE = Pattern.compile(BLOCK + "|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    @Test
    void everyRelativeLinkAndAnchorResolves() throws IOException {
        var pages = pages();
        var broken = new ArrayList<String>();
        int links = 0;
        for (var page : pages) {
            for (var link : links(page)) {
                links++;
                if (!resolves(page, link)) {
                    broken.add(TOP.relativize(page) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(pages.size() > 20 && links > 100, links + " links in " + pages.size() + " pages");
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        var index = Files.readString(TOP.resolve("docs/README.md"));
        try (var files = Files.list(TOP.resolve("docs"))) {
            var missing = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .filter(name -> !index.contains("](" + name + ")"))
                    .sorted()
                    .toList();
            assertEquals(List.of(), missing);
        }
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(TOP.resolve("docs"))) {
            var others = Stream.of("README.md", "CHANGELOG.md", "examples/executables/README.md")
                    .map(TOP::resolve);
            return Stream.concat(others, docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static List<String> links(Path page) throws IOException {
        var text = CODE.matcher(Files.readString(page)).replaceAll("`x`");
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static boolean resolves(Path page, String link) {
        var parts = link.split("#", 2);
        var folder = page.resolveSibling(".");
        var target = parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
        return target.startsWith(TOP)
                && Files.exists(target)
                && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As they are made of headings: lower case, blanks as hyphens, without marks. */
    private static Set<String> anchors(Path page) {
        try {
            return HEADING.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""))
                    .results()
                    .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
