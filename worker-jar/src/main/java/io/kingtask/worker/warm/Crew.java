package io.kingtask.worker.warm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The processes of one executable. Guarded by its pool. */
final class Crew {

    private Program program;
    private int alive;

    /** The one that was used last comes first: so some have nothing to do for long, and can go. */
    private final Deque<WarmProcess> idle = new ArrayDeque<>();

    Crew(Program program) {
        this.program = program;
    }

    /** The executable is this now; answers those that run an older one. */
    List<WarmProcess> follow(Program now) {
        if (now.equals(program)) {
            return List.of();
        }
        program = now;
        return takeAway(process -> !process.program().equals(now));
    }

    boolean isOf(Program other) {
        return program.equals(other);
    }

    /** Those that have nothing to do and are like that; they count no more. */
    List<WarmProcess> takeAway(Predicate<WarmProcess> like) {
        var away = new ArrayList<WarmProcess>();
        for (var process : List.copyOf(idle)) {
            if (like.test(process)) {
                idle.remove(process);
                away.add(process);
            }
        }
        alive -= away.size();
        return away;
    }

    @Nullable WarmProcess takeIdle() {
        return idle.pollFirst();
    }

    void putIdle(WarmProcess process) {
        idle.addFirst(process);
    }

    /** The one that has had nothing to do for the longest time; null: there is none. */
    @Nullable WarmProcess longestIdle() {
        return idle.peekLast();
    }

    int alive() {
        return alive;
    }

    /** One more is about to be, until {@link #lost}. */
    void begun() {
        alive++;
    }

    void lost() {
        alive--;
    }
}
