package io.kingtask.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged folder. */
public final class Distribution {

    private static final Path HOME = folder("kingtask.distribution");

    private Distribution() {}

    public static Path home() {
        return HOME;
    }

    /** The same as a .tar.gz. */
    static Path archive() {
        return HOME.resolveSibling(HOME.getFileName() + ".tar.gz");
    }

    static Path deb() {
        return HOME.resolveSibling(HOME.getFileName().toString().replaceFirst("-", "_") + "_all.deb");
    }

    /** The source checkout it was built from. */
    public static Path sources() {
        return folder("kingtask.sources");
    }

    /** Starts one of bin/broker, bin/worker, bin/kingtask. */
    public static Program start(Path folder, Map<String, String> environment, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return Program.start(folder, environment, command);
    }

    private static Path folder(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new IllegalStateException("The system property " + property + " is set by mvn verify");
        }
        return Path.of(path).toAbsolutePath().normalize();
    }
}
