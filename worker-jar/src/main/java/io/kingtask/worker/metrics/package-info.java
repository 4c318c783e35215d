/** What a worker has to tell of itself in numbers, as Prometheus reads it. */
@NullMarked
package io.kingtask.worker.metrics;

import org.jspecify.annotations.NullMarked;
