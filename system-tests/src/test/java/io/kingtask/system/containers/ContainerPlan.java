package io.kingtask.system.containers;

import io.kingtask.system.containers.ComposeService.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a service of docker-compose.yml becomes a process of this machine.
 *
 * @param image none: the service's programs are those of this machine
 * @param command what an image of others begins its command with
 * @param volumes where the named volumes are
 */
record ContainerPlan(
        ComposeFile file, ComposeService service, Optional<ImageBuild> image, List<String> command, Path volumes) {

    /** Stands for the users of images that are not ours. */
    private static final String SOME_USER = "10002:10002";

    String name() {
        return service.name();
    }

    private String user() {
        return image.map(build -> build.file().image().last("USER").rest()).orElse(SOME_USER);
    }

    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        all.put("HOME", "/tmp");
        image.ifPresent(build -> all.putAll(build.file().environment()));
        service.map("environment").forEach((key, value) -> all.put(key, String.valueOf(value)));
        return all;
    }

    private List<String> wholeCommand() {
        List<String> all = new ArrayList<>(
                image.map(build -> build.file().image().last("ENTRYPOINT").list())
                        .orElse(command));
        all.addAll(service.texts("command"));
        return all;
    }

    List<String> healthCheck() {
        List<String> own = service.healthCheck();
        return own.isEmpty() ? image.orElseThrow().file().healthCheck() : own;
    }

    List<String> asItsUser(List<String> command) {
        String[] ids = user().split(":", 2);
        List<String> all = new ArrayList<>(List.of(
                "setpriv",
                "--reuid",
                ids[0],
                "--regid",
                ids[1],
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all",
                "env",
                "-i"));
        environment().forEach((key, value) -> all.add(key + "=" + value));
        all.addAll(command);
        return all;
    }

    /** To be run as root in namespaces of its own; ends as the service's first process. */
    String script(Path layers, String address) {
        Path layer = layers.resolve(name());
        String root = layer + "/root";
        String below = image.map(build -> build.layer() + "/files:/").orElse("/");
        List<String> lines = new ArrayList<>(List.of(
                "set -eu",
                "hostname " + name(),
                "mkdir -p " + layer + "/files " + layer + "/work " + root,
                "mount -t overlay overlay -o lowerdir=" + below + ",upperdir=" + layer + "/files,workdir=" + layer
                        + "/work " + root,
                "rm -f " + root + "/etc/resolv.conf",
                "echo nameserver 127.0.0.11 > " + root + "/etc/resolv.conf",
                "printf '127.0.0.1 localhost\\n" + address + " " + name() + "\\n' > " + root + "/etc/hosts",
                "echo " + name() + " > " + root + "/etc/hostname",
                "mount -t proc proc " + root + "/proc",
                "mount --rbind /dev " + root + "/dev"));
        service.texts("tmpfs").forEach(line -> lines.add(temporary(line, root)));
        service.mounts().forEach(mount -> lines.add(mounted(mount, root)));
        service.texts("secrets")
                .forEach(secret -> lines.add(bound(file.secret(secret), "/run/secrets/" + secret, true, root)));
        if (service.flag("read_only")) {
            lines.add("mount -o remount,ro " + root);
        }
        lines.add("exec chroot " + root + " " + quoted(asItsUser(wholeCommand())));
        return String.join("\n", lines) + "\n";
    }

    private static String temporary(String line, String root) {
        String[] parts = line.split(":", 2);
        String options = parts[1].contains("exec") ? parts[1].replace(",exec", "") : parts[1] + ",noexec";
        return "mkdir -p " + root + parts[0] + " && mount -t tmpfs -o nosuid,nodev," + options + " tmpfs " + root
                + parts[0];
    }

    private String mounted(Mount mount, String root) {
        if (!mount.isVolume()) {
            return bound(file.path(mount.source()), mount.target(), mount.readOnly(), root);
        }
        Path volume = volumes.resolve(mount.source());
        return "mkdir -p " + volume + " && chown " + user() + " " + volume + " && "
                + bound(volume, mount.target(), mount.readOnly(), root);
    }

    private static String bound(Path source, String target, boolean readOnly, String root) {
        String place = root + target;
        return "mkdir -p $(dirname " + place + ") && { [ -d " + source + " ] && mkdir -p " + place + " || touch "
                + place
                + "; } && mount --bind " + source + " " + place
                + (readOnly ? " && mount -o remount,ro,bind " + place : "");
    }

    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
