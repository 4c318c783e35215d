package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script does its work in real shells. */
class CompletionIT {

    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void writeTheScript() throws Exception {
        script = folder.resolve("completion");
        Files.writeString(script, Run.of(Map.of(), "completion", "bash").out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kingtask su               | submit
            kingtask schedules cr     | create
            kingtask queues purge --d | --dry-run
            kingtask tasks --since 1 --sta | --state
            kingtask tasks --state run | running
            kingtask cancel --cause time | timeout
            kingtask submit --durability rep | replica
            kingtask completion z     | zsh
            """)
    void bashCompletesCommandsOptionsAndWords(String line, String completed) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "No /bin/bash on this machine");
        var words = line.strip().split(" ");
        var quoted = "'" + String.join("' '", words) + "'";
        var program = ". '" + script + "'\nCOMP_WORDS=(" + quoted + ")\nCOMP_CWORD=" + (words.length - 1)
                + "\nCOMP_LINE='" + line.strip() + "'\nCOMP_POINT=${#COMP_LINE}\n"
                + "function_=$(complete -p kingtask | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n"
                + "\"$function_\" kingtask \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"\n"
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";
        var offered = shell("/bin/bash", program);
        assertTrue(Arrays.asList(offered.split("\\s+")).contains(completed), offered);
    }

    @Test
    void zshTakesTheScript() throws Exception {
        var zsh = List.of("/bin/zsh", "/usr/bin/zsh").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        assumeTrue(zsh.isPresent(), "No zsh on this machine");
        var said = shell(zsh.orElseThrow(), "autoload -U compinit && compinit -u\n. '" + script + "'\necho taken");
        assertEquals("taken", said.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fish", ""})
    void anotherShellIsWrongUsage(String shell) {
        assertEquals(2, Run.of(Map.of(), "completion", shell).status());
    }

    private String shell(String shell, String program) throws Exception {
        var builder = new ProcessBuilder(shell, "-c", program).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
