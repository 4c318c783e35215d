/** The queues: how they stand, pause, resume, purge. */
@NullMarked
package io.kingtask.broker.queues;

import org.jspecify.annotations.NullMarked;
