package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Installs the archive and the package in a clean Debian, runs the seed's example, upgrades while tasks run, and removes them:
 * {@code clean-root.sh} has the steps. Takes some minutes, more at the first time, when it makes that Debian.
 */
@Tag("install")
class InstallIT {

    private static final String NEEDED =
            "[ $(id -u) = 0 ] && command -v debootstrap && command -v ip && unshare --mount --pid --net true";

    @Test
    void archiveAndPackageAreInstalledUpgradedAndRemoved() throws IOException, InterruptedException {
        assumeTrue(run("sh", "-c", NEEDED) == 0, "needs root, debootstrap, iproute2 and the right to make namespaces");
        Path script = Distribution.sources().resolve("server-config/src/test/install/clean-root.sh");
        Path folder = Distribution.sources().resolve("system-tests/target/install");
        assertEquals(
                0,
                run(
                        script.toString(),
                        Distribution.archive().toString(),
                        Distribution.deb().toString(),
                        folder.toString()));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError("still runs after 15 minutes: " + command[0]);
        }
        return process.exitValue();
    }
}
