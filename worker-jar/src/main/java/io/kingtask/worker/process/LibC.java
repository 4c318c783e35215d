package io.kingtask.worker.process;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The functions of the C library that starting and watching programs needs, as Linux on 64 bits has them. */
@SuppressWarnings("MemberName")
final class LibC {

    static final int O_RDONLY = 0;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int F_SETFL = 4;

    static final int SIGKILL = 9;
    static final int SIGTERM = 15;

    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int E2BIG = 7;
    static final int ENOEXEC = 8;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENFILE = 23;
    static final int EMFILE = 24;
    static final int ETXTBSY = 26;
    static final int ELOOP = 40;
    static final int ENAMETOOLONG = 36;

    static final int P_PID = 1;
    static final int WNOHANG = 1;
    static final int WEXITED = 4;
    static final int WNOWAIT = 0x01000000;

    static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    static final short POSIX_SPAWN_SETSID = 0x80;

    static final long SYS_PIDFD_OPEN = 434;
    static final int PR_SET_CHILD_SUBREAPER = 36;

    private static int users;

    private LibC() {}

    /**
     * To be called before the functions are.
     *
     * @throws LinkageError where a function is missing: glibc before 2.34, musl, another system
     */
    static synchronized void bind() {
        if (users == 0) {
            Native.register(LibC.class, "c");
        }
        users++;
    }

    /** To be called as often as {@link #bind}, when no function is called any more: bound functions keep this class loaded for ever. */
    static synchronized void unbind() {
        users--;
        if (users == 0) {
            Native.unregister(LibC.class);
            JnaCleaner.end();
        }
    }

    static native int posix_spawn(
            Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_addopen(Pointer actions, int fd, Pointer path, int flags, int mode);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int newFd);

    static native int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int fd);

    static native int sigemptyset(Pointer set);

    static native int sigfillset(Pointer set);

    static native int statx(int folder, byte[] path, int flags, int mask, byte[] answer);

    static native int pipe2(Pointer fds, int flags);

    static native int eventfd(int value, int flags);

    static native int open(Pointer path, int flags);

    static native int fcntl(int fd, int command, int argument);

    static native int close(int fd);

    static native long read(int fd, Pointer buffer, long count);

    static native long pread(int fd, Pointer buffer, long count, long offset);

    static native long write(int fd, Pointer buffer, long count);

    static native int poll(Pointer fds, long count, int millis);

    static native int kill(int pid, int signal);

    static native int waitid(int kind, int id, Pointer info, int options);

    static native int wait4(int pid, Pointer status, int options, Pointer usage);

    static native int prctl(int option, long second, long third, long fourth, long fifth);

    static native long syscall(long number, long first, long second);
}
