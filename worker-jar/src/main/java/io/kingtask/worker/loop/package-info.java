/** Threads that take a turn now and then, and the one place where the store's failures are logged. */
@NullMarked
package io.kingtask.worker.loop;

import org.jspecify.annotations.NullMarked;
