/** Recurring schedules: their REST calls, their EJB calendar timers, and the making of one task for each firing. */
@NullMarked
package io.kingtask.broker.schedules;

import org.jspecify.annotations.NullMarked;
