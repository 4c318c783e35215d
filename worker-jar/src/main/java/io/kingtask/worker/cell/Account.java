package io.kingtask.worker.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The user that programs run as, where that is not the worker's.
 *
 * @param name empty where it was given by numbers
 * @param home its home folder
 */
public record Account(int uid, int gid, Optional<String> name, String home) {

    /** Fields of a line of passwd(5). */
    private static final int UID = 2;

    private static final int GID = 3;
    private static final int HOME = 5;

    /** @param runAs a name, or UID:GID */
    static Account find(String runAs) throws CellException {
        int colon = runAs.indexOf(':');
        if (colon >= 0) {
            var uid = Integer.parseInt(runAs.substring(0, colon));
            return new Account(uid, Integer.parseInt(runAs.substring(colon + 1)), Optional.empty(), "/");
        }
        var answer = Command.run(Tool.GETENT.command("passwd", runAs));
        var fields = answer.output().strip().split(":", -1);
        if (answer.status() != 0 || fields.length <= HOME) {
            throw new CellException("run_as: this machine has no user " + runAs);
        }
        if (fields[UID].equals("0")) {
            throw new CellException("run_as: " + runAs + " is root by another name");
        }
        return new Account(
                Integer.parseInt(fields[UID]), Integer.parseInt(fields[GID]), Optional.of(runAs), fields[HOME]);
    }

    /** Makes it the owner of what the path leads to. The folder that this is in must be beyond the reach of programs. */
    public void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:gid", gid);
        Files.setAttribute(path, "unix:uid", uid);
    }
}
