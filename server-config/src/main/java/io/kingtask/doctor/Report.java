package io.kingtask.doctor;

import io.kingtask.doctor.Finding.Grade;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The findings so far, in the order in which they were made. */
final class Report {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");
    private static final String INDENT = " ".repeat(9);

    private final List<Finding> findings = new ArrayList<>();

    void add(Finding finding) {
        findings.add(finding);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether anything stands in the way. */
    boolean hasProblems() {
        return count(Grade.PROBLEM) > 0;
    }

    /** For a person; what to do stands below what was seen. */
    String text() {
        var text = new StringBuilder();
        for (var finding : findings) {
            text.append(String.format("%-9s%s: %s%n", finding.grade().word(), finding.subject(), safe(finding.says())));
            finding.todo()
                    .ifPresent(todo ->
                            text.append(INDENT).append("-> ").append(safe(todo)).append(System.lineSeparator()));
        }
        return text.append(summary()).append(System.lineSeparator()).toString();
    }

    private String summary() {
        long problems = count(Grade.PROBLEM);
        long warnings = count(Grade.WARNING);
        if (problems + warnings == 0) {
            return "Nothing stands in the way.";
        }
        return counted(problems, "problem") + ", " + counted(warnings, "warning") + ".";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private long count(Grade grade) {
        return findings.stream().filter(finding -> finding.grade() == grade).count();
    }

    /** For a program: {@code {"ok": …, "findings": [{grade, subject, says, todo}]}}. */
    String json() {
        var list = Json.createArrayBuilder();
        for (var finding : findings) {
            var object = Json.createObjectBuilder()
                    .add("grade", finding.grade().word())
                    .add("subject", finding.subject())
                    .add("says", finding.says());
            finding.todo().ifPresentOrElse(todo -> object.add("todo", todo), () -> object.addNull("todo"));
            list.add(object);
        }
        return Json.createObjectBuilder()
                .add("ok", !hasProblems())
                .add("findings", list)
                .build()
                .toString();
    }

    /** Names of files may hold anything. */
    private static String safe(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
