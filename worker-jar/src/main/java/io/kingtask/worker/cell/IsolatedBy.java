package io.kingtask.worker.cell;

import io.kingtask.worker.config.Confinement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program of the system's that isolates another. */
sealed interface IsolatedBy {

    List<String> command(Path work, Path control);

    /** See {@link Wrapper}. */
    boolean staysAbove();

    static @Nullable IsolatedBy of(Confinement wanted, Path binPath, Path temporary, boolean root)
            throws CellException {
        return switch (wanted.isolation()) {
            case NONE -> null;
            case BUBBLEWRAP ->
                Bubblewrap.of(binPath, temporary, root, wanted.runAs().isPresent());
            case SYSTEMD_RUN -> Scope.of(wanted, root);
        };
    }

    /**
     * Bubblewrap: processes, temporary files and devices of its own, the whole file system for reading only but the run's own folder. The
     * network stays.
     */
    record Bubblewrap(List<String> base) implements IsolatedBy {

        static Bubblewrap of(Path binPath, Path temporary, boolean root, boolean changesUser) throws CellException {
            var base = Tool.BWRAP.command("--die-with-parent", "--unshare-pid", "--unshare-ipc", "--unshare-uts");
            base.addAll(List.of("--unshare-cgroup-try", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
            var emptied = Stream.of(Path.of("/tmp"), Path.of("/var/tmp"), temporary)
                    .filter(Files::isDirectory)
                    .distinct()
                    .toList();
            emptied.forEach(folder -> base.addAll(List.of("--perms", "1777", "--tmpfs", folder.toString())));
            if (emptied.stream().anyMatch(binPath::startsWith)) {
                base.addAll(List.of("--ro-bind", binPath.toString(), binPath.toString()));
            }
            var tokens = Path.of(System.getProperty("user.home"), ".kingtask");
            if (Files.isDirectory(tokens)) {
                base.addAll(List.of("--tmpfs", tokens.toString()));
            }
            if (root) {
                // Else root could undo all this.
                base.addAll(List.of("--cap-drop", "ALL"));
            }
            if (root && changesUser) {
                base.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"));
                // To enter the user's folder before it is that user.
                base.addAll(List.of("--cap-add", "CAP_DAC_READ_SEARCH"));
            }
            return new Bubblewrap(base);
        }

        @Override
        public List<String> command(Path work, Path control) {
            var command = new ArrayList<>(base);
            var ofRun = Objects.requireNonNull(work.getParent());
            for (var folder : List.of(Objects.requireNonNull(ofRun.getParent()), ofRun)) {
                // Left to itself, bubblewrap closes them to all but their owner.
                command.addAll(List.of("--perms", "0711", "--dir", folder.toString()));
            }
            command.addAll(List.of("--bind", work.toString(), work.toString()));
            command.addAll(List.of("--bind", control.toString(), control.toString()));
            command.addAll(List.of("--chdir", work.toString(), "--"));
            return command;
        }

        @Override
        public boolean staysAbove() {
            return true;
        }
    }

    /** A scope of systemd's: systemd-run asks for it, enters it, and becomes the program. */
    record Scope(List<String> base) implements IsolatedBy {

        static Scope of(Confinement wanted, boolean root) throws CellException {
            if (!root) {
                throw new CellException("isolation: systemd-run is for a worker that root started");
            }
            var base = Tool.SYSTEMD_RUN.command("--scope", "--quiet", "--collect", "--slice=kingtask");
            wanted.limits().processes().ifPresent(most -> base.add("--property=TasksMax=" + most));
            base.add("--");
            return new Scope(base);
        }

        @Override
        public List<String> command(Path work, Path control) {
            return base;
        }

        @Override
        public boolean staysAbove() {
            return false;
        }
    }
}
