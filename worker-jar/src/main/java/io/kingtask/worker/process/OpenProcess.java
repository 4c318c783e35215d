package io.kingtask.worker.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A program that was started and stays, and is written to and listened to. One thread at a time has it; {@link #ring} alone is for any.
 * Whoever has it last calls {@link #end}.
 */
public interface OpenProcess {

    /** Hears what the program writes, in pieces of bytes that are the caller's again when the method returns. */
    interface Ears {
        void stdout(byte[] bytes, int length);

        void stderr(byte[] bytes, int length);
    }

    long pid();

    /** Gives it something to read, all at once or bit by bit while {@link #listen} is called; never blocks. The bytes stay as they are until then. */
    void say(byte[] bytes, int length);

    /** Whether it closed its standard input before it had read all that was said, or at least before the system had taken all of it. */
    boolean isDeaf();

    /** Waits, at most so long, until it writes, ends, or {@link #ring} is called. What it wrote before a piece of standard output is heard with that. */
    void listen(Duration longest, Ears ears);

    /** Whether nothing more is to be heard on its standard output: it has ended, or closed that. */
    boolean isOver();

    /** Whether the program itself has ended; that it is over may be known a moment earlier. */
    boolean hasEnded();

    /** Ends {@link #listen}, or the next call of it. */
    void ring();

    /** Ends its standard input: it is to end by itself. */
    void hangUp();

    /** SIGTERM to the whole tree. */
    void askToEnd();

    /**
     * Ends its tree, unless it has ended already: SIGTERM, the grace, SIGKILL. Leaves no process and no descriptor behind.
     *
     * @param atOnce asked again and again: whether the grace is over before its time
     * @return how the program ended
     */
    Exit end(Duration grace, BooleanSupplier atOnce, Ears ears);
}
