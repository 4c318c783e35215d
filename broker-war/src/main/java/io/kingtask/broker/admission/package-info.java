/** Takes tasks in, whoever they come from, clients or schedules: checks each field, and stores all that wait in one call. */
@NullMarked
package io.kingtask.broker.admission;

import org.jspecify.annotations.NullMarked;
