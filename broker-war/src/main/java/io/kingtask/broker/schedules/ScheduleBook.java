package io.kingtask.broker.schedules;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.store.ScheduleStore;
import io.kingtask.store.ScheduleStore.Begin;
import io.kingtask.store.ScheduleStore.Changed;
import io.kingtask.store.ScheduleStore.Put;
import io.kingtask.store.StoredSchedule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schedules as operators see and change them. */
@Singleton
public class ScheduleBook {

    private final ScheduleStore store;
    private final ScheduleReader reader;
    private final Clock clock;

    @Inject
    public ScheduleBook(ScheduleStore store, ScheduleReader reader, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.clock = clock;
    }

    SchedulePage list(int limit, @Nullable String cursor) {
        var page = store.list(limit, cursor);
        return new SchedulePage(page.items().stream().map(this::view).toList(), page.nextCursor());
    }

    ScheduleView view(String name) {
        return view(find(name));
    }

    private ScheduleView view(StoredSchedule stored) {
        return ScheduleView.of(stored, reader.read(stored), clock.instant());
    }

    Schedule read(String name) {
        return reader.read(find(name));
    }

    void create(Schedule schedule) {
        if (store.put(schedule.toStore(), future(schedule), false) == Put.EXISTS) {
            throw new ProblemException(Problem.of(
                    ErrorCode.SCHEDULE_EXISTS,
                    "The schedule " + schedule.name() + " is there already; PUT replaces it."));
        }
    }

    Put put(Schedule schedule) {
        return store.put(schedule.toStore(), future(schedule), true);
    }

    void delete(String name) {
        refuseUnknown(store.delete(name));
    }

    void pause(String name) {
        refuseUnknown(store.pause(name));
    }

    void resume(String name) {
        Changed changed;
        do {
            var stored = find(name);
            changed = store.resume(stored, begin(reader.read(stored)));
        } while (changed == Changed.STALE);
        refuseUnknown(changed);
    }

    /** What fires from now on. */
    private Begin begin(Schedule schedule) {
        var now = store.look().now();
        return new Begin(now, schedule.expression().next(now).orElse(null));
    }

    private Begin future(Schedule schedule) {
        var begin = begin(schedule);
        if (begin.next() == null) {
            var field = schedule.cron() == null ? "calendar" : "cron";
            throw new ProblemException(
                    Problem.invalid(List.of(new FieldError(field, schedule.inWords(), "has no firing in the future"))));
        }
        return begin;
    }

    private StoredSchedule find(String name) {
        return store.find(name).orElseThrow(ScheduleBook::unknown);
    }

    private static void refuseUnknown(Changed changed) {
        if (changed == Changed.UNKNOWN) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ErrorCode.UNKNOWN_SCHEDULE, "No schedule has the name that the path has."));
    }
}
