package io.kingtask.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lets Jazzer look for inputs that do harm, in one target after the other, and says how far it came. Runs with {@code -Pfuzz} only. */
@Tag("fuzz")
class FuzzIT {

    private static final Pattern COVERAGE =
            Pattern.compile("#([0-9]+)\\s.* cov: ([0-9]+) .*corp: ([0-9]+)/.*exec/s: ([0-9]+) ");

    private static final Path FOLDER = Path.of(System.getProperty("fuzz.folder", "target/fuzz"));

    @Test
    void noInputDoesHarm() throws Exception {
        double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "10"));
        var targets = chosen(System.getProperty("fuzz.targets", ""));
        long seconds = Math.max(5, Math.round(minutes * 60 / targets.size()));
        var harm = new ArrayList<String>();
        for (var target : targets) {
            var folder = FOLDER.resolve(target.getSimpleName());
            var log = folder.resolve("log");
            int status = fuzz(target, seconds, folder, log);
            System.out.println(target.getSimpleName() + ": " + summary(log) + (status == 0 ? "" : "; see " + log));
            if (Boolean.getBoolean("fuzz.keep")) {
                new Corpus(target).keep(folder.resolve("corpus"));
            }
            if (status != 0) {
                harm.add(target.getSimpleName() + ", input and trace in " + folder);
            }
        }
        assertEquals(List.of(), harm);
    }

    private static List<Class<?>> chosen(String names) {
        return Targets.all().stream()
                .filter(target -> names.isEmpty() || List.of(names.split(",")).contains(target.getSimpleName()))
                .toList();
    }

    /** What is found anew goes into a folder under target/; what made the target fail, beside the log. */
    private static int fuzz(Class<?> target, long seconds, Path folder, Path log) throws Exception {
        new Corpus(target).unpack(folder.resolve("corpus"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx700m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=io.kingtask.**:org.eclipse.**:org.snakeyaml.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=4096",
                        "-timeout=25",
                        "-rss_limit_mb=3000",
                        folder.resolve("corpus").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return process.waitFor();
    }

    private static String summary(Path log) throws IOException {
        var steps = Files.readAllLines(log).stream()
                .map(COVERAGE::matcher)
                .filter(Matcher::find)
                .toList();
        assertTrue(!steps.isEmpty(), () -> "Jazzer did not run; see " + log);
        var first = steps.get(0);
        var last = Objects.requireNonNull(steps.get(steps.size() - 1));
        return last.group(1) + " executions, coverage " + first.group(2) + " to " + last.group(2) + ", corpus "
                + first.group(3) + " to " + last.group(3);
    }
}
