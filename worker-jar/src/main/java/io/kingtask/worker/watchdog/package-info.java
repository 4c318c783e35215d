/** Sees to it that no program outlives its worker, or its worker's leases. */
@NullMarked
package io.kingtask.worker.watchdog;

import org.jspecify.annotations.NullMarked;
