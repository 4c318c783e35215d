/** The worker: takes tasks from Redis, runs their executables, stores the results. */
@NullMarked
package io.kingtask.worker;

import org.jspecify.annotations.NullMarked;
