package io.kingtask.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The inputs of one target: files with a name that says what they are, and what a fuzz run found, in one file with a line of Base64
 * each.
 */
record Corpus(Class<?> target) {

    private static final Path ALL = Path.of("src/test/resources/corpus").toAbsolutePath();
    private static final int LONGEST = 600;
    private static final int MOST = 150;

    Path named() {
        return ALL.resolve(target.getSimpleName());
    }

    private Path found() {
        return ALL.resolve(target.getSimpleName() + ".found");
    }

    Map<String, byte[]> inputs() throws IOException {
        var inputs = new LinkedHashMap<String, byte[]>();
        for (var file : files(named())) {
            inputs.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        int line = 0;
        for (var text : Files.exists(found()) ? Files.readAllLines(found()) : List.<String>of()) {
            inputs.put(
                    found().getFileName() + " line " + ++line,
                    Base64.getDecoder().decode(text));
        }
        return inputs;
    }

    /** Writes what was found before where a fuzz run begins with it. */
    void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (var input : inputs().values()) {
            Files.write(folder.resolve("kept-" + ++number), input);
        }
    }

    /** Keeps the smaller part of what a fuzz run has found. */
    void keep(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : files(folder)) {
            boolean named = file.getFileName().toString().startsWith("kept-");
            if (!named && lines.size() < MOST && Files.size(file) <= LONGEST) {
                lines.add(Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        Files.write(found(), lines.stream().sorted().toList());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
