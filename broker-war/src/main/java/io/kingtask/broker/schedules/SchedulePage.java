package io.kingtask.broker.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of schedules by name. */
public record SchedulePage(
        List<ScheduleView> items, @Nullable String nextCursor) {}
