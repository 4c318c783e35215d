/** EJB timers over the durable due set, and the housekeeping they do. */
@NullMarked
package io.kingtask.broker.timers;

import org.jspecify.annotations.NullMarked;
