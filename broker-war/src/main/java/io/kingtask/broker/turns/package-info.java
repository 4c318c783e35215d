/** What the EJB timers of all features share: how they are shown, and how a turn of theirs may fail. */
@NullMarked
package io.kingtask.broker.turns;

import org.jspecify.annotations.NullMarked;
