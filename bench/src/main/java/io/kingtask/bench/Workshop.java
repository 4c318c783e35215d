package io.kingtask.bench;

import io.kingtask.system.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Where the scenarios work: the programs, the yardstick, and a new installation for each. */
final class Workshop {

    /** Enough for the round trips of many short tasks to be shared. */
    static final int MANY_SLOTS = 8 * Runtime.getRuntime().availableProcessors();

    /** As docs/tuning.md advises for a broker or a worker that has much to do. */
    static final Map<String, String> BOTH_COMPILERS = Map.of("KINGTASK_JAVA_OPTS", "-XX:TieredStopAtLevel=4");

    /** A task with two short arguments. */
    static final String TASK = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"]}";

    private final Path scratch;
    private final Programs programs;
    private final Yardstick yardstick;

    private Workshop(Path scratch, Programs programs) {
        this.scratch = scratch;
        this.programs = programs;
        this.yardstick = new Yardstick(programs.loop(), programs.add());
    }

    /** @param target what was built; with {@code spawn}, {@code add}, {@code stamp} and {@code serve} where there is a C compiler */
    static Workshop open(Path target) throws IOException {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        Leftovers.clearAtEnd(scratch);
        Programs programs = Programs.of(target, Files.createDirectories(scratch.resolve("programs")));
        return new Workshop(scratch, programs);
    }

    Yardstick yardstick() {
        return yardstick;
    }

    Programs programs() {
        return programs;
    }

    /** A Redis of its own and the benchmarks' programs; no broker and no worker yet. */
    Installation installation() {
        try {
            Installation installation = Installation.in(Files.createTempDirectory(scratch, "bench"));
            for (Path program : List.of(programs.add(), programs.stamp(), programs.serve())) {
                copy(program, installation.executables().resolve(program.getFileName()));
            }
            Files.createFile(installation.executables().resolve(programs.serve().getFileName() + ".warm"));
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetSocketAddress socketAddress(String address) {
        String[] parts = address.split(":", 2);
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    static Connection connect(Installation installation) throws IOException {
        return new Connection(socketAddress(installation.address()));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
