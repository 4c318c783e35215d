package io.kingtask.worker.process;

/**
 * What the system says of a file.
 *
 * @param mode type and permissions, as Unix has them
 * @param size bytes
 * @param modified time of the last change of the content, ns since 1970
 * @param changed time of the last change of anything, ns since 1970; nobody can set it
 */
public record FileStatus(long device, long inode, int mode, int uid, int gid, long size, long modified, long changed) {

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** What tells this file and its content from others. */
    public FileIdentity identity() {
        return new FileIdentity(device, inode, size, modified, changed);
    }
}
