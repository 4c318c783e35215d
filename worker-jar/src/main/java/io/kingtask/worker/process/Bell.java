package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A descriptor that wakes a thread out of poll. Ringing is safe from any thread, also when the bell is closed already. */
final class Bell implements AutoCloseable {

    private final Descriptor event;

    private Bell(int fd) {
        this.event = new Descriptor(fd);
    }

    static Bell open() throws LaunchException {
        int fd = LibC.eventfd(0, LibC.O_CLOEXEC);
        if (fd < 0) {
            throw new LaunchException(SpawnErrors.sentence(Native.getLastError(), "an event descriptor"));
        }
        return new Bell(fd);
    }

    /** For poll, by the thread that opened the bell. */
    synchronized int fd() {
        return event.fd();
    }

    synchronized void ring() {
        // Without the lock the number might belong to another file by now.
        if (event.isOpen()) {
            try (var one = new Memory(8)) {
                one.setLong(0, 1);
                LibC.write(event.fd(), one, 8);
            }
        }
    }

    /** To be called when poll has heard it, where it is to ring again. */
    synchronized void hush() {
        try (var count = new Memory(8)) {
            LibC.read(event.fd(), count, 8);
        }
    }

    @Override
    public synchronized void close() {
        event.close();
    }
}
