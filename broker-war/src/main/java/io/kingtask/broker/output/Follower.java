package io.kingtask.broker.output;

import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import io.kingtask.store.OutputPiece;
import io.kingtask.store.OutputStore;
import io.kingtask.store.OutputStore.Look;
import io.kingtask.store.OutputStore.Seen;
import io.kingtask.store.OutputStore.Stored;
import io.kingtask.store.Utf8Border;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows one output of one task on behalf of one reader, from a position on: what the worker tells while the program runs, what is
 * stored when it has ended. {@link Follows} makes it look, by one thread at a time.
 */
final class Follower {

    private static final int PIECE = 64 * 1024;

    /** How many stored pieces are read at a time, so that other followers have their turn. */
    private static final int PIECES_AT_ONCE = 8;

    /** Well within the time for which a worker goes on telling. */
    private static final long ASK_AGAIN = Duration.ofSeconds(2).toNanos();

    private static final long ASK_FOR_MISSED = Duration.ofMillis(500).toNanos();

    /** How long the worker may take to tell again what was missed. */
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final String id;
    private final OutputName name;
    private final OutputReader reader;
    private Position position;
    private long fence;
    private @Nullable String place;
    private boolean asked;
    private long askedAt;

    /** Whether the worker tells what follows the position. */
    private boolean connected;

    /** Whether the reader was too slow for what was told. */
    private boolean lagging;

    private long missingSince;

    /** Whether all that is stored of an ended run, which is not the last one, was handed over. */
    private boolean settled;

    private boolean done;

    Follower(String id, OutputName name, Position position, OutputReader reader) {
        this.id = id;
        this.name = name;
        this.position = position;
        this.reader = reader;
    }

    OutputReader reader() {
        return reader;
    }

    /** Whether the reader has all and only what was given to it is still to be sent. */
    boolean isDone() {
        return done;
    }

    /** What to look at now. */
    Look look(long now) {
        boolean ask = fence == 0 || now - askedAt > (connected ? ASK_AGAIN : ASK_FOR_MISSED);
        var missed = ask && asked && !connected ? position.offset() : null;
        if (ask) {
            askedAt = now;
        }
        return new Look(id, name, place, ask, missed);
    }

    /** Hands on what was seen. */
    void see(Seen seen, long now, OutputStore store) {
        var state = seen.state();
        if (state == null) {
            end(null);
        } else if (state == TaskState.RUNNING) {
            enter(seen, now);
            seen.told().forEach(told -> {
                place = told.place();
                if (told.fence() == fence) {
                    take(told.piece(), now);
                }
            });
        } else if (state.isFinal() || hasEndedRun(seen)) {
            enter(seen.attempt());
            takeStored(state, store);
        }
    }

    /** Whether the task waits for a further attempt, and the latest one was not handed over whole yet. */
    private boolean hasEndedRun(Seen seen) {
        boolean ours = position.attempt() == 0 || position.attempt() == seen.attempt();
        return seen.attempt() > 0 && ours && !settled;
    }

    /** Notes the run that is under way. */
    private void enter(Seen seen, long now) {
        if (seen.fence() == fence) {
            asked = true;
            return;
        }
        boolean another = fence != 0;
        fence = seen.fence();
        settled = false;
        place = null;
        connected = false;
        // The look that found this run has asked for it, or else the next one does.
        asked = askedAt == now;
        askedAt = asked ? now : now - ASK_AGAIN;
        if (another) {
            begin(seen.attempt());
        } else {
            enter(seen.attempt());
        }
    }

    private void enter(int attempt) {
        if (position.attempt() == 0) {
            position = new Position(position.offset(), attempt);
        } else if (position.attempt() != attempt) {
            begin(attempt);
        }
    }

    private void begin(int attempt) {
        position = new Position(0, attempt);
        settled = false;
        reader.attempt(attempt);
    }

    private void take(OutputPiece piece, long now) {
        long here = position.offset();
        if (piece.from() > here && !lagging && isPatient(now)) {
            connected = false;
            return;
        }
        if (piece.end() < here && piece.written() > here) {
            return; // told for others, who were less far
        }
        connected = true;
        missingSince = 0;
        if (piece.end() > here) {
            hand(piece);
        }
        if (position.offset() >= piece.written()) {
            reader.upToDate(piece.written());
        }
    }

    private void hand(OutputPiece piece) {
        lagging = !reader.hasRoom();
        if (lagging) {
            return;
        }
        long begin = skipTo(piece.at());
        hand(Arrays.copyOfRange(piece.bytes(), (int) (begin - piece.at()), piece.bytes().length), piece.end());
    }

    /** Whether what was missed may still come: the worker was asked for it. */
    private boolean isPatient(long now) {
        if (missingSince == 0) {
            missingSince = now;
        }
        return now - missingSince < PATIENCE;
    }

    private void takeStored(TaskState state, OutputStore store) {
        for (int i = 0; i < PIECES_AT_ONCE && reader.hasRoom(); i++) {
            var stored = store.piece(id, name, position.offset(), PIECE).orElse(null);
            if (stored == null || stored.state() != state || stored.attempt() != position.attempt()) {
                return;
            }
            if (stored.bytes().length == 0) {
                settled = true;
                reader.upToDate(stored.written());
                if (state.isFinal()) {
                    end(state);
                }
                return;
            }
            hand(stored);
        }
    }

    private void hand(Stored stored) {
        skipTo(stored.at());
        int length = Utf8Border.end(stored.bytes(), stored.bytes().length);
        boolean cut = stored.bytes().length == PIECE && length > 0;
        var bytes = cut ? Arrays.copyOf(stored.bytes(), length) : stored.bytes();
        hand(bytes, stored.at() + bytes.length);
    }

    /** Tells of a gap when bytes begin behind the position; answers where to go on. */
    private long skipTo(long begin) {
        long here = position.offset();
        if (begin > here) {
            reader.gap(begin - here);
        }
        return Math.max(begin, here);
    }

    private void hand(byte[] bytes, long end) {
        position = position.at(end);
        reader.bytes(bytes, position);
    }

    private void end(@Nullable TaskState state) {
        done = true;
        reader.end(state);
    }
}
