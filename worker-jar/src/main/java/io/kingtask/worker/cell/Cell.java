package io.kingtask.worker.cell;

import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.Isolation;
import io.kingtask.worker.config.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where programs run: nothing of its own where nothing is configured, else commands of the system's that set limits, isolate, change the
 * user, and then become the program. Made and tried once, at the worker's start.
 */
public final class Cell {

    private static final Logger LOG = LoggerFactory.getLogger(Cell.class);

    private final @Nullable Account account;
    private final List<String> limits;
    private final @Nullable IsolatedBy isolation;
    private final List<String> user;

    private Cell(@Nullable Account account, List<String> limits, @Nullable IsolatedBy isolation, List<String> user) {
        this.account = account;
        this.limits = limits;
        this.isolation = isolation;
        this.user = user;
    }

    /** Confines nothing. */
    public static Cell open() {
        return new Cell(null, List.of(), null, List.of());
    }

    /**
     * Finds what the configuration wants; warns where nothing is wanted and that is unwise.
     *
     * @param temporary the folder that working folders are made in
     * @throws CellException when this machine, or this user, cannot do it
     */
    public static Cell of(Confinement wanted, Path binPath, Path temporary) throws CellException {
        boolean root = isRoot();
        if (wanted.runAs().isPresent() && !root) {
            throw new CellException(
                    "run_as: only a worker that root started can run programs as another user; take the key"
                            + " away, or start the worker as that user");
        }
        if (root && wanted.runAs().isEmpty()) {
            LOG.warn(
                    "This worker runs as root, and so does every task: whoever may submit one may do everything on this machine."
                            + " Start it as another user, or name one in run_as.");
            if (wanted.limits().processes().isPresent() && wanted.isolation() != Isolation.SYSTEMD_RUN) {
                throw new CellException("limits.processes: the system does not count root's; name a user in run_as");
            }
        }
        var account = wanted.runAs().isPresent() ? Account.find(wanted.runAs().get()) : null;
        var isolation = IsolatedBy.of(wanted, binPath, temporary, root);
        return new Cell(account, limits(wanted.limits(), wanted.isolation()), isolation, user(account));
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | RuntimeException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private static List<String> limits(Limits limits, Isolation isolation) throws CellException {
        var options = new ArrayList<String>();
        // At the first number the program gets SIGXCPU, at the second SIGKILL.
        limits.cpuSeconds().ifPresent(most -> options.add("--cpu=" + most + ":" + (most + 1)));
        add(options, "--as=", limits.addressSpace());
        add(options, "--nofile=", limits.openFiles());
        add(options, "--fsize=", limits.fileSize());
        if (isolation != Isolation.SYSTEMD_RUN) {
            add(options, "--nproc=", limits.processes());
        }
        return options.isEmpty() ? List.of() : Tool.PRLIMIT.command(options.toArray(String[]::new));
    }

    private static void add(List<String> options, String option, OptionalLong most) {
        most.ifPresent(number -> options.add(option + number + ":" + number));
    }

    private static List<String> user(@Nullable Account account) throws CellException {
        if (account == null) {
            return List.of();
        }
        var groups = account.name().isPresent() ? "--init-groups" : "--clear-groups";
        return Tool.SETPRIV.command(
                "--reuid=" + account.name().orElse(Integer.toString(account.uid())),
                "--regid=" + account.gid(),
                groups,
                "--no-new-privs",
                "--");
    }

    /** The worker's variables, as far as they are true for programs. */
    public Map<String, String> environment(Map<String, String> ofWorker) {
        var changed = new HashMap<>(ofWorker);
        if (account != null) {
            changed.put("HOME", account.home());
        }
        return changed;
    }

    /** The user that programs run as; empty: the worker's own. */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    /**
     * For one run.
     *
     * @param work its working folder
     * @param control its control file, beside the working folder
     * @param variables of the program
     * @throws CellException when these cannot be handed over
     */
    public Wrapper wrapper(Path work, Path control, Map<String, String> variables) throws CellException {
        if (limits.isEmpty() && isolation == null && user.isEmpty()) {
            return new Wrapper(variables, List.of(), false, null);
        }
        var handedOver = HandedOver.of(variables);
        var command = new ArrayList<>(limits);
        if (isolation != null) {
            command.addAll(isolation.command(work, control));
        }
        command.addAll(user);
        command.addAll(Tool.SH.command("-c", handedOver.script(), "sh"));
        return new Wrapper(handedOver.environment(), command, isolation != null && isolation.staysAbove(), account);
    }

    /**
     * Runs a command as programs are to run.
     *
     * @throws CellException when that fails, or the user cannot reach the executables
     */
    public void tryOut(Path work, Path control, Path binPath) throws CellException {
        var wrapper = wrapper(work, control, Map.of());
        if (wrapper.command().isEmpty()) {
            return;
        }
        // In a session of its own, so that what it leaves is reaped as what programs leave.
        var command = new ArrayList<>(Tool.SETSID.command());
        command.addAll(wrapper.command());
        command.addAll(Tool.SH.command("-c", "cd -- \"$1\"", "sh", binPath.toString()));
        var answer = Command.run(command);
        if (answer.status() != 0) {
            throw new CellException("tasks cannot be run as run_as, limits and isolation want it: the trial "
                    + String.join(" ", command) + " ended with status " + answer.status() + ": "
                    + answer.output().strip());
        }
        LOG.info("Programs are started by: {} PROGRAM", String.join(" ", wrapper.command()));
    }
}
