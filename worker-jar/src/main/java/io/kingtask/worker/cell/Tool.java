package io.kingtask.worker.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the system's that do what posix_spawn cannot. */
enum Tool {
    BWRAP("bwrap", "bubblewrap"),
    GETENT("getent", "libc-bin"),
    PRLIMIT("prlimit", "util-linux"),
    SETPRIV("setpriv", "util-linux"),
    SETSID("setsid", "util-linux"),
    SH("sh", "dash"),
    SYSTEMD_RUN("systemd-run", "systemd");

    /** Not the worker's PATH: it runs as root, and these are the folders that only root writes to. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    List<String> command(String... arguments) throws CellException {
        var command = new ArrayList<String>();
        command.add(find().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Path find() throws CellException {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new CellException("the program " + program + " is not on this machine; install the package "
                                + debianPackage + " (that is its name in Debian)"));
    }
}
