/** The name of a worker, which a lock holds for it, and what it inherits from a dead worker of the same name. */
@NullMarked
package io.kingtask.worker.name;

import org.jspecify.annotations.NullMarked;
