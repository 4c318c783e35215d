package io.kingtask.bench;

import io.kingtask.system.Installation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the scenarios work: the compiled programs, the yardstick, and a new installation for each. */
final class Workshop {

    /** As many as the yardstick has threads, for the ratios to compare like with like. */
    static final int SLOTS = 4;

    private final Path programs;
    private final Path scratch;
    private final Yardstick yardstick;

    /** @param programs the folder of the compiled {@code spawn}, {@code add} and {@code stamp} */
    Workshop(Path programs, Path scratch) {
        this.programs = programs;
        this.scratch = scratch;
        this.yardstick = new Yardstick(programs.resolve("spawn"), programs.resolve("add"));
    }

    Yardstick yardstick() {
        return yardstick;
    }

    /** A Redis of its own and the benchmarks' programs; no broker and no worker yet. */
    Installation installation() throws IOException {
        Installation installation = Installation.in(Files.createTempDirectory(scratch, "bench"));
        for (String name : new String[] {"add", "stamp"}) {
            Files.copy(programs.resolve(name), installation.executables().resolve(name));
        }
        return installation;
    }

    static Connection connect(Installation installation) throws IOException {
        String[] parts = installation.address().split(":", 2);
        return new Connection(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])));
    }
}
