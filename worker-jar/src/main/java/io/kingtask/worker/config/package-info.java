/** The worker's configuration: every key of worker.yaml, read and checked. */
@NullMarked
package io.kingtask.worker.config;

import org.jspecify.annotations.NullMarked;
