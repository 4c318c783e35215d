package io.kingtask.system.containers;

import io.kingtask.system.Patience;
import io.kingtask.system.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container engine would be: a network of its own with a name server, and file systems in layers, by namespaces of this machine.
 * All of it lives in the namespaces of one process and is gone with that process; this machine sees one network interface.
 */
final class PlainHost implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Program holder;
    private final String network;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<Program> nameServers = new ArrayList<>();
    private int addresses = 10;

    private PlainHost(Path folder, Program holder, String network) {
        this.folder = folder;
        this.holder = holder;
        this.network = network;
    }

    static PlainHost start(Path folder) throws IOException {
        int number = ThreadLocalRandom.current().nextInt(1, 255);
        Files.createDirectories(folder.resolve("layers"));
        Path script = Files.writeString(folder.resolve("host.sh"), """
                set -eu
                mount -t tmpfs tmpfs %s/layers
                mkdir -p /run/netns
                mount -t tmpfs tmpfs /run/netns
                ip link set lo up
                ip link add bridge type bridge
                ip link set bridge up
                echo ready
                exec sleep 100000
                """.formatted(folder));
        Program holder = Program.start(
                        folder, Map.of(), List.of("unshare", "--mount", "--net", "sh", script.toString()))
                .await("ready");
        PlainHost host = new PlainHost(folder, holder, "10.213." + number + ".");
        String outside = "kt" + holder.pid();
        host.must(List.of(
                "sh",
                "-ec",
                "ip link add " + outside + " type veth peer name uplink netns " + holder.pid() + "; ip addr add "
                        + host.network + "1/24 dev " + outside + "; ip link set " + outside + " up"));
        host.inside("ip link set uplink master bridge up");
        return host;
    }

    Path folder() {
        return folder;
    }

    Path layers() {
        return folder.resolve("layers");
    }

    /** Runs a script with the host's network and file systems. */
    void inside(String script) {
        must(command(List.of("sh", "-ec", script)));
    }

    /** A command line that runs with the host's network and file systems. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid()), "-m", "-n"));
        all.addAll(command);
        return all;
    }

    private void must(List<String> command) {
        try (Program program = Program.start(folder, Map.of(), command)) {
            if (program.status() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + program.out() + program.err());
            }
        }
    }

    /** Gives a container a network interface and makes its name known; returns its address. */
    String join(String name) throws IOException {
        String address = network + addresses++;
        inside("ip netns add " + name + "; ip link add v" + addresses + " type veth peer name eth0 netns " + name
                + "; ip link set v" + addresses + " master bridge up; ip -n " + name + " link set lo up; ip -n " + name
                + " addr add " + address + "/24 dev eth0; ip -n " + name + " link set eth0 up");
        names.put(name, address);
        tellNames();
        Program server = Program.start(
                folder,
                Map.of(),
                command(List.of(
                        "ip",
                        "netns",
                        "exec",
                        name,
                        "dnsmasq",
                        "-k",
                        "-a",
                        "127.0.0.11",
                        "-z",
                        "-R",
                        "-h",
                        "-H",
                        hosts().toString(),
                        "-C",
                        "/dev/null",
                        "-u",
                        "root",
                        "--pid-file=")));
        await("a name server that SIGHUP does not end", () -> catchesHangUp(server));
        nameServers.add(server);
        return address;
    }

    private static boolean catchesHangUp(Program program) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(program.pid()), "status"))) {
            return status.filter(line -> line.startsWith("SigCgt:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.replaceAll(".*\\s", ""), 16) & 1) == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a container that has ended is not known any more, as among Docker's. */
    void leave(String name) throws IOException {
        names.remove(name);
        tellNames();
        inside("ip netns del " + name);
    }

    String address(String name) {
        return names.getOrDefault(name, "");
    }

    /** This machine's address there. */
    String outside() {
        return network + "1";
    }

    private Path hosts() {
        return folder.resolve("names");
    }

    private void tellNames() throws IOException {
        Files.writeString(
                hosts(),
                names.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                        .collect(Collectors.joining()));
        for (Program server : nameServers) {
            Program.start(folder, Map.of(), List.of("kill", "-HUP", Long.toString(server.pid())))
                    .status();
        }
    }

    static void await(String what, BooleanSupplier condition) {
        Patience.until(PATIENCE, () -> what, condition);
    }

    @Override
    public void close() {
        nameServers.forEach(Program::kill);
        holder.kill();
    }
}
