package io.kingtask.broker.schedules.calendar;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** A calendar expression as it is written, with the attributes and the meaning of EJB's {@code ScheduleExpression}. */
@JsonbPropertyOrder({"second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek", "year"})
public record CalendarText(
        String second, String minute, String hour, String dayOfMonth, String month, String dayOfWeek, String year) {

    /** What EJB takes for attributes that are not given: each midnight. */
    public static final CalendarText DEFAULT = new CalendarText("0", "0", "0", "*", "*", "*", "*");

    /** In one line, for people. */
    @Override
    public String toString() {
        return "second=" + second + " minute=" + minute + " hour=" + hour + " dayOfMonth=" + dayOfMonth + " month="
                + month + " dayOfWeek=" + dayOfWeek + " year=" + year;
    }
}
