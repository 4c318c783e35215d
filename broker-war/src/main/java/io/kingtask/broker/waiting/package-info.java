/** Waiting for the end of a task without holding a thread. */
@NullMarked
package io.kingtask.broker.waiting;

import org.jspecify.annotations.NullMarked;
