package io.kingtask.worker.process;

/** What errno means to somebody who submitted a task. */
final class SpawnErrors {

    private SpawnErrors() {}

    /** @param what the program or thing that was wanted */
    static String sentence(int errno, String what) {
        return "could not start " + what + ": "
                + switch (errno) {
                    case LibC.EPERM -> "the system does not permit it";
                    case LibC.ENOENT ->
                        "the interpreter that its first line names, or its dynamic loader, does not exist";
                    case LibC.E2BIG -> "its arguments and environment are longer than the system allows";
                    case LibC.ENOEXEC -> "it is neither a program for this machine nor a script with a #! line";
                    case LibC.EACCES ->
                        "permission denied: its interpreter cannot be run, or its file system is mounted noexec";
                    case LibC.EAGAIN -> "the system's limit of processes is reached";
                    case LibC.ENOMEM -> "the system has no memory left";
                    case LibC.EMFILE, LibC.ENFILE -> "the limit of open files is reached";
                    case LibC.ETXTBSY -> "its file is being written";
                    case LibC.ELOOP -> "too many symbolic links, or interpreters of interpreters";
                    case LibC.ENAMETOOLONG -> "its path is too long";
                    default -> "system error " + errno;
                };
    }
}
