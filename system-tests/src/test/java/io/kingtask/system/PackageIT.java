package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The .deb, the systemd units and the rules of logrotate, judged by the tools that are to read them. */
class PackageIT {

    private static final List<String> UNITS = List.of("kingtask-broker.service", "kingtask-worker@.service");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePackageHasWhatAnAdministratorLooksFor() throws IOException {
        need("dpkg-deb");
        var list = run("dpkg-deb", "--contents", Distribution.deb().toString());
        for (var line : List.of(
                "-rwxr-xr-x root/root .* ./usr/share/kingtask/bin/broker",
                "-rw-r----- root/root .* ./etc/kingtask/broker.yaml",
                "-rw-r----- root/root .* ./etc/kingtask/worker.yaml",
                "-rw-r--r-- root/root .* ./usr/lib/systemd/system/kingtask-broker.service",
                "-rw-r--r-- root/root .* ./usr/lib/systemd/system/kingtask-worker@.service",
                "-rw-r--r-- root/root .* ./etc/logrotate.d/kingtask",
                "l.* ./usr/bin/kingtask -> ../share/kingtask/bin/kingtask")) {
            assertTrue(list.lines().anyMatch(each -> each.matches(line)), line + " in:\n" + list);
        }
        run("dpkg-deb", "--extract", Distribution.deb().toString(), folder.toString());
        assertTrue(Files.readString(folder.resolve("etc/kingtask/worker.yaml"))
                .contains("\nbin_path: /usr/local/lib/kingtask\n"));
        var conffiles = run("dpkg-deb", "--info", Distribution.deb().toString(), "conffiles");
        assertEquals(
                List.of("/etc/kingtask/broker.yaml", "/etc/kingtask/worker.yaml", "/etc/logrotate.d/kingtask"),
                conffiles.lines().sorted().toList());
    }

    @Test
    void theListOfComponentsNamesEachLibrary() throws IOException {
        var list = Distribution.home().resolve("sbom.json");
        assumeTrue(Files.exists(list), "Maven was offline, and makes no list then");
        var components = Files.readString(list);
        try (var files = Files.newDirectoryStream(Distribution.home().resolve("lib"), "*.jar")) {
            for (var file : files) {
                var library = file.getFileName().toString().replaceFirst("\\.jar$", "");
                var name = library.replaceFirst("-[0-9].*$", "");
                var purl = "/" + name + "@" + library.substring(name.length() + 1);
                assertTrue(components.contains(purl), purl);
            }
        }
        assertTrue(components.contains("/payara-micro@"), "the server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preinst", "postinst", "prerm", "postrm"})
    void theScriptsOfThePackageAreShellScripts(String name) throws IOException {
        need("dpkg-deb");
        var script = Files.writeString(
                folder.resolve(name),
                run("dpkg-deb", "--info", Distribution.deb().toString(), name));
        run("sh", "-n", script.toString());
    }

    @Test
    void systemdFindsNoFaultInTheUnits() throws IOException {
        need("systemd-analyze");
        for (var unit : UNITS) {
            // Where the programs are on this machine: systemd looks for them, too.
            var text = Files.readString(Distribution.home().resolve("systemd").resolve(unit))
                    .replace("/usr/share/kingtask", Distribution.home().toString());
            Files.writeString(folder.resolve(unit), text);
        }
        for (var unit : UNITS) {
            assertEquals(
                    "",
                    run(
                            "systemd-analyze",
                            "verify",
                            "--man=no",
                            folder.resolve(unit).toString()),
                    unit);
        }
    }

    /** The scale is systemd's: 0 is a fortress, 100 a process without any bound. The worker's programs are to live in its bounds. */
    @ParameterizedTest
    @CsvSource({"kingtask-broker.service, 15", "kingtask-worker@.service, 55"})
    void theUnitsAreExposedNoMoreThanThis(String unit, String threshold) {
        need("systemd-analyze");
        var text = run(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=" + threshold,
                Distribution.home().resolve("systemd").resolve(unit).toString());
        assertTrue(text.contains("Overall exposure level"), text);
    }

    @Test
    void logrotateTakesItsRules() {
        need("logrotate");
        var text = run(
                "logrotate",
                "--debug",
                "--state",
                folder.resolve("state").toString(),
                Distribution.home().resolve("logrotate/kingtask").toString());
        assertTrue(text.contains("considering log /var/log/kingtask/*.out"), text);
    }

    private void need(String tool) {
        var found = Program.start(folder, Map.of(), List.of("sh", "-c", "command -v " + tool));
        assumeTrue(found.status() == 0, tool + " is not on this machine");
    }

    /** What it writes, errors included; its end is a good one. */
    private String run(String... command) {
        var program = Program.start(folder, Map.of(), List.of(command));
        int status = program.status();
        assertEquals(0, status, () -> program.out() + program.err());
        return program.out() + program.err();
    }
}
