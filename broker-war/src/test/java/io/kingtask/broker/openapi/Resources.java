package io.kingtask.broker.openapi;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kingtask.broker.security.Needs;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the broker's resource classes offer, found by their annotations, and the names of query parameters by their source text. */
final class Resources {

    /** From where the parameters of a query are taken up to where they are checked, which a page does with its cursor. */
    private static final Pattern READING = Pattern.compile("(?s)new QueryFields\\(.*?\\.(?:check\\(\\)|page\\()");

    /** Where those that say which tasks are meant are read, for all that ask for them. */
    private static final java.nio.file.Path CRITERIA =
            java.nio.file.Path.of("src/main/java/io/kingtask/broker/http/Criteria.java");

    private static final Pattern NAMED = Pattern.compile("\\w+\\.(?!reject)\\w+\\(\\s*\"([a-z_]+)\"");
    private static final Map<String, Method> OPERATIONS = operations();

    private Resources() {}

    private static Map<String, Method> operations() {
        var all = new TreeMap<String, Method>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.kingtask.broker")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                        .forEach(method -> verbs(method).forEach(verb -> all.put(verb + " " + path(method), method)));
        return all;
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String path(Method method) {
        var own = method.getAnnotation(Path.class);
        return Stream.of(method.getDeclaringClass().getAnnotation(Path.class), own)
                .filter(path -> path != null)
                .flatMap(path -> Stream.of(path.value().split("/", -1)))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceFirst("\\{\\s*(\\w+).*", "{$1}"))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The least role of each operation. */
    static Map<String, String> roles() {
        var roles = new TreeMap<String, String>();
        OPERATIONS.forEach((operation, method) -> {
            var needs = method.getAnnotation(Needs.class);
            roles.put(operation, needs == null ? "none" : needs.value().word());
        });
        return roles;
    }

    /** The part of the broker that an operation belongs to. */
    static String feature(String operation) {
        var method = OPERATIONS.get(operation);
        return method == null ? operation : method.getDeclaringClass().getPackageName();
    }

    /** The names of all query parameters that a part of the broker reads. */
    static Map<String, Set<String>> queryParameters() {
        var names = new TreeMap<String, Set<String>>();
        OPERATIONS.keySet().stream().map(Resources::feature).forEach(feature -> names.put(feature, read(feature)));
        OPERATIONS.forEach((operation, method) -> Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(parameter -> parameter != null)
                .forEach(parameter -> names.computeIfAbsent(feature(operation), feature -> new TreeSet<>())
                        .add(parameter.value())));
        names.values().removeIf(Set::isEmpty);
        return names;
    }

    private static Set<String> read(String feature) {
        var folder = java.nio.file.Path.of("src/main/java", feature.split("\\.", -1));
        var names = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                for (var found :
                        READING.matcher(Files.readString(file)).results().toList()) {
                    addNames(names, found.group());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static void addNames(Set<String> names, String reading) throws IOException {
        if (reading.contains("Criteria.read(")) {
            addNames(names, Files.readString(CRITERIA));
        }
        if (reading.endsWith(".page(")) {
            names.add("cursor");
        }
        NAMED.matcher(reading).results().forEach(found -> names.add(found.group(1)));
        if (reading.contains(".limit()")) {
            names.add("limit");
        }
    }
}
