/** What the EJB timers of all features share: how they are shown and taken back, how turns are wanted besides, and how a turn may fail. */
@NullMarked
package io.kingtask.broker.turns;

import org.jspecify.annotations.NullMarked;
