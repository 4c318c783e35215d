package io.kingtask.worker.process;

import com.sun.jna.Memory;

/** What it takes to watch a program: for one run after another, because to make it anew costs more than many a call of the system. */
final class RunTools implements AutoCloseable {

    /** Bytes that are read from an output at a time. */
    static final int CHUNK = 65_536;

    private final Bell bell;
    private final PollSet poll = new PollSet();
    private final ChildEnd childEnd = new ChildEnd();
    private final Memory buffer = new Memory(CHUNK);
    private final Memory descriptors = new Memory(2 * Integer.BYTES);

    private RunTools(Bell bell) {
        this.bell = bell;
    }

    static RunTools make() throws LaunchException {
        return new RunTools(Bell.open());
    }

    /** May still ring for an earlier run. */
    Bell bell() {
        return bell;
    }

    PollSet poll() {
        return poll;
    }

    ChildEnd childEnd() {
        return childEnd;
    }

    Memory buffer() {
        return buffer;
    }

    Pipe openPipe() throws LaunchException {
        return Pipe.open(descriptors);
    }

    @Override
    public void close() {
        bell.close();
        poll.close();
        childEnd.close();
        buffer.close();
        descriptors.close();
    }
}
