package io.kingtask.worker.process;

/** An open file descriptor, closed once. Every one of them is close-on-exec. */
final class Descriptor implements AutoCloseable {

    private int fd;

    Descriptor(int fd) {
        this.fd = fd;
    }

    /** The number; -1 when it is closed, which poll leaves out. */
    int fd() {
        return fd;
    }

    boolean isOpen() {
        return fd >= 0;
    }

    @Override
    public void close() {
        if (fd >= 0) {
            LibC.close(fd);
            fd = -1;
        }
    }
}
