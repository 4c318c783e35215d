/** Runs one task: finds its executable, prepares its world, judges how it ended. */
@NullMarked
package io.kingtask.worker.execute;

import org.jspecify.annotations.NullMarked;
