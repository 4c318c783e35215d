package io.kingtask.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/executables.md, taken from there and run. */
class ExecutablesPageIT {

    private static final Path PAGE = Path.of("../docs/executables.md");
    private static final Pattern TOLD =
            Pattern.compile("\\{\"progress\": ?(0\\.5|1)[.0]*, ?\"message\": ?\"step ([12]) of 2\"}\n");

    @TempDir
    private Path scratch = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sh, #!/bin/sh, steps, sh, '', FILE",
        "python, #!/usr/bin/env python3, steps.py, python3, '', FILE",
        "go, package main, steps.go, go, go build -o PROGRAM FILE, PROGRAM",
        "c, #include, steps.c, cc, cc -Wall -Werror -o PROGRAM FILE, PROGRAM",
        "java, import java.io, Steps.java, java, '', java FILE",
        "js, #!/usr/bin/env node, steps.js, node, '', FILE"
    })
    void theProgramSaysHowFarItIsAndWhenToTryAgain(
            String language, String begin, String name, String tool, String build, String run) throws Exception {
        Program.needs(tool);
        var file = scratch.resolve(name);
        Files.writeString(file, program(language, begin));
        assertTrue(file.toFile().setExecutable(true));
        if (!build.isEmpty()) {
            var built = Program.run(command(build, file), Map.of());
            assertEquals(0, built.status(), built.err());
        }
        var program = command(run, file);
        assertEquals(new Program.Ended(0, "2 steps\n", ""), run(program, "2"));
        var told = Files.readString(control());
        assertEquals("0.5 at 1, 1 at 2, ", TOLD.matcher(told).replaceAll("$1 at $2, "));
        assertEquals(new Program.Ended(64, "", "no number: x\n"), run(program, "x"));
        assertEquals(75, run(program, "later").status());
        assertTrue(Files.readString(control()).matches("\\{\"retry_after\": ?30}\n"));
    }

    @Test
    void theProgramThatServesManyTasksAnswersEach() throws Exception {
        Program.needs("python3");
        var file = scratch.resolve("add");
        Files.writeString(file, program(Path.of("../docs/warm.md"), "python", "#!/usr/bin/env python3"));
        WarmAdd.says(List.of("python3", file.toString()), false);
    }

    private static String program(String language, String begin) throws IOException {
        return program(PAGE, language, begin);
    }

    private static String program(Path page, String language, String begin) throws IOException {
        var block = Pattern.compile("(?s)```" + language + "\n(" + Pattern.quote(begin) + ".*?)```");
        var matcher = block.matcher(Files.readString(page));
        assertTrue(matcher.find(), language);
        return matcher.group(1);
    }

    private List<String> command(String words, Path file) {
        var program = scratch.resolve("steps").toString();
        return List.of(words.replace("PROGRAM", program)
                .replace("FILE", file.toString())
                .split(" "));
    }

    /** With an empty control file, as a worker makes it. */
    private Program.Ended run(List<String> program, String arg) throws IOException, InterruptedException {
        Files.writeString(control(), "");
        var command = new ArrayList<>(program);
        command.add(arg);
        return Program.run(command, Map.of("KINGTASK_CONTROL", control().toString()));
    }

    private Path control() {
        return scratch.resolve("control");
    }
}
