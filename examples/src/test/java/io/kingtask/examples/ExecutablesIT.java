package io.kingtask.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example says the same in every language. */
class ExecutablesIT {

    private static final Path FOLDER = Path.of("executables").toAbsolutePath();

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void theShellExampleAddsAndComplains() throws Exception {
        says(List.of(FOLDER.resolve("example").toString()));
    }

    @Test
    void theJavaExampleAddsAndComplains() throws Exception {
        says(List.of(FOLDER.resolve("example-java").toString()));
    }

    @Test
    void thePythonExampleAddsAndComplains() throws Exception {
        Program.needs("python3");
        says(List.of(FOLDER.resolve("example.py").toString()));
    }

    @Test
    void theCExampleAddsAndComplains() throws Exception {
        Program.needs("cc");
        var program = scratch.resolve("example-c").toString();
        var built = Program.run(
                List.of(
                        "cc",
                        "-Wall",
                        "-Werror",
                        "-o",
                        program,
                        FOLDER.resolve("example.c").toString()),
                Map.of());
        assertEquals(0, built.status(), built.err());
        says(List.of(program));
    }

    @Test
    void theGoExampleAddsAndComplains() throws Exception {
        Program.needs("go");
        var program = scratch.resolve("example-go").toString();
        var built = Program.run(
                List.of(
                        "go",
                        "build",
                        "-o",
                        program,
                        FOLDER.resolve("example.go").toString()),
                Map.of());
        assertEquals(0, built.status(), built.err());
        says(List.of(program));
    }

    @ParameterizedTest
    @CsvSource({"warm-add, sh", "warm-add.py, python3", "warm-add.js, node"})
    void theHelperServesManyTasks(String program, String tool) throws Exception {
        Program.needs(tool);
        WarmAdd.says(List.of(FOLDER.resolve(program).toString()), true);
    }

    @Test
    void theHelperInGoServesManyTasks() throws Exception {
        Program.needs("go");
        var program = scratch.resolve("warm-add-go").toString();
        var sources = Stream.of("warm-add.go", "kingtask_warm.go")
                .map(name -> FOLDER.resolve(name).toString());
        var command = Stream.concat(Stream.of("go", "build", "-o", program), sources);
        var built = Program.run(command.toList(), Map.of());
        assertEquals(0, built.status(), built.err());
        WarmAdd.says(List.of(program), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void flakyFailsUntilItsTime(String attempt) throws Exception {
        var ended = Program.run(List.of(FOLDER.resolve("flaky").toString(), "2"), Map.of("KINGTASK_ATTEMPT", attempt));
        assertEquals(attempt.equals("2"), ended.status() == 0, ended.err());
    }

    @Test
    void progressIsToldLineByLine() throws Exception {
        var control = scratch.resolve("control");
        var ended = Program.run(
                List.of(FOLDER.resolve("progress").toString(), "2"), Map.of("KINGTASK_CONTROL", control.toString()));
        assertEquals(new Program.Ended(0, "done in 2 steps\n", ""), ended);
        assertEquals(
                List.of(
                        "{\"progress\":0.500,\"message\":\"step 1 of 2\"}",
                        "{\"progress\":1.000,\"message\":\"step 2 of 2\"}"),
                Files.readAllLines(control));
    }

    private static void says(List<String> program) throws Exception {
        assertEquals(new Program.Ended(0, "57", ""), run(program, "12", "45"));
        assertEquals(new Program.Ended(0, "9223372036854775807", ""), run(program, "-9223372036854775808", "-1"));
        assertEquals(new Program.Ended(0, "17", ""), run(program, "08", "+009"));
        assertEquals(new Program.Ended(0, "", "args count must be two"), run(program, "12"));
        assertEquals(
                new Program.Ended(0, "", "err:strconv.ParseInt: parsing \"a b\": invalid syntax"),
                run(program, "a b", "1"));
        assertEquals(
                new Program.Ended(0, "", "err:strconv.ParseInt: parsing \"9223372036854775808\": value out of range"),
                run(program, "1", "9223372036854775808"));
    }

    private static Program.Ended run(List<String> program, String... args) throws Exception {
        var command = new ArrayList<>(program);
        command.addAll(Arrays.asList(args));
        return Program.run(command, Map.of());
    }
}
