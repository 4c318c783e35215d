/** An operator's changes to a task: cancel, retry, reschedule. */
@NullMarked
package io.kingtask.broker.cancellation;

import org.jspecify.annotations.NullMarked;
