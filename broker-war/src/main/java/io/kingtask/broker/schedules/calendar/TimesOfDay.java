package io.kingtask.broker.schedules.calendar;

import java.time.LocalTime;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The times of a day, none of the sets is empty. */
record TimesOfDay(BitSet hours, BitSet minutes, BitSet seconds) {

    boolean hasEveryHour() {
        return hours.cardinality() == 24;
    }

    /** The first at {@code time} or later; null when the day has none left. */
    @Nullable LocalTime from(LocalTime time) {
        int hour = hours.nextSetBit(time.getHour());
        if (hour == time.getHour()) {
            var withinHour = withinHour(time);
            if (withinHour != null) {
                return withinHour;
            }
            hour = hours.nextSetBit(hour + 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, minutes.nextSetBit(0), seconds.nextSetBit(0));
    }

    private @Nullable LocalTime withinHour(LocalTime time) {
        int minute = minutes.nextSetBit(time.getMinute());
        if (minute == time.getMinute()) {
            int second = seconds.nextSetBit(time.getSecond());
            if (second >= 0) {
                return LocalTime.of(time.getHour(), minute, second);
            }
            minute = minutes.nextSetBit(minute + 1);
        }
        return minute < 0 ? null : LocalTime.of(time.getHour(), minute, seconds.nextSetBit(0));
    }
}
