/** What this broker and the store have to tell in numbers, as Prometheus reads it. */
@NullMarked
package io.kingtask.broker.metrics;

import org.jspecify.annotations.NullMarked;
