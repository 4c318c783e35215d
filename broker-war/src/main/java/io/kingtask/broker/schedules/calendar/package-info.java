/** When a calendar expression fires: EJB's expressions, and cron's made into them, in the time of a zone. Knows nothing of the rest. */
@NullMarked
package io.kingtask.broker.schedules.calendar;

import org.jspecify.annotations.NullMarked;
