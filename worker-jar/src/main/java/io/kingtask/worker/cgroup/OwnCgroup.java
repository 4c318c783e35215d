package io.kingtask.worker.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the control group of this process is in the file system. */
final class OwnCgroup {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path GROUPS = Path.of("/proc/self/cgroup");
    private static final String VERSION_2 = "0::";

    private OwnCgroup() {}

    /** @throws IOException whose message says why there is none */
    static Path find() throws IOException {
        if (!Files.isReadable(MOUNTS) || !Files.isReadable(GROUPS)) {
            throw new IOException("this system has no control groups");
        }
        return find(Files.readAllLines(MOUNTS), Files.readAllLines(GROUPS));
    }

    /**
     * @param mounts as proc(5) describes {@code mountinfo}
     * @param groups as cgroups(7) describes {@code /proc/PID/cgroup}
     */
    static Path find(List<String> mounts, List<String> groups) throws IOException {
        var group = groups.stream()
                .filter(line -> line.startsWith(VERSION_2))
                .map(line -> line.substring(VERSION_2.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("this system has no cgroup v2"));
        for (var mount : mounts) {
            var fields = mount.split(" ", -1);
            int separator = List.of(fields).indexOf("-");
            if (separator > 4 && fields.length > separator + 1 && fields[separator + 1].equals("cgroup2")) {
                return below(Path.of(fields[4]), Path.of(fields[3]), Path.of(group));
            }
        }
        throw new IOException("no cgroup2 file system is mounted");
    }

    /** @param root the group that the mount shows as its top */
    private static Path below(Path mount, Path root, Path group) throws IOException {
        // A group outside of this process' namespace is shown as /.. and so on.
        if (!group.startsWith(root) || !group.equals(group.normalize()) || group.startsWith("/..")) {
            throw new IOException("the group " + group + " of this process is not under " + mount);
        }
        return mount.resolve(root.relativize(group)).normalize();
    }
}
