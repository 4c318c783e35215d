/** Tells the store that this worker lives and which executables it has. */
@NullMarked
package io.kingtask.worker.heartbeat;

import org.jspecify.annotations.NullMarked;
