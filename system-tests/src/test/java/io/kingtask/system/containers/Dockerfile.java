package io.kingtask.system.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Dockerfile's stages, with its arguments filled in. */
record Dockerfile(List<Stage> stages) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /** One instruction; the options, such as {@code --from=unpacked}, stand apart. */
    record Step(String keyword, Map<String, String> options, String rest) {

        static Step parse(String line) {
            String[] words = line.split("\\s+", 2);
            Map<String, String> options = new HashMap<>();
            String rest = words[1];
            while (rest.startsWith("--")) {
                String[] option = rest.substring(2).split("[= ]", 3);
                options.put(option[0], option[1]);
                rest = option[2].strip();
            }
            return new Step(words[0], options, rest);
        }

        String[] words() {
            return rest.strip().split("\\s+", -1);
        }

        /** {@code ["a", "b"]}. */
        List<String> list() {
            return Yaml.list(Yaml.parse(rest)).stream().map(String::valueOf).toList();
        }
    }

    /** What stands from one FROM to the next. */
    record Stage(String base, String name, List<Step> steps) {

        /** The last of these instructions. */
        Step last(String keyword) {
            return steps.stream()
                    .filter(step -> step.keyword().equals(keyword))
                    .reduce((one, next) -> next)
                    .orElseThrow(() -> new AssertionError("no " + keyword));
        }
    }

    static Dockerfile read(Path file) throws IOException {
        String text = Files.readString(file).replace("\\\n", " ").replaceAll("(?m)^#.*\n", "");
        Map<String, String> arguments = new HashMap<>();
        List<Stage> stages = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Step step = Step.parse(filled(line, arguments));
            if (step.keyword().equals("ARG")) {
                String[] pair = step.rest().split("=", 2);
                arguments.put(pair[0], pair[1]);
            } else if (step.keyword().equals("FROM")) {
                String[] from = step.words();
                stages.add(new Stage(from[0], from.length == 3 ? from[2] : "", new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).steps().add(step);
            }
        }
        return new Dockerfile(stages);
    }

    private static String filled(String line, Map<String, String> arguments) {
        return VARIABLE.matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Objects.requireNonNull(arguments.get(match.group(1)), match.group(1))));
    }

    /** What becomes the image. */
    Stage image() {
        return stages.get(stages.size() - 1);
    }

    Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        image().steps().stream()
                .filter(step -> step.keyword().equals("ENV"))
                .flatMap(step -> Arrays.stream(step.words()))
                .forEach(pair -> all.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", "")));
        return all;
    }

    List<String> healthCheck() {
        return Step.parse(image().last("HEALTHCHECK").rest()).list();
    }
}
