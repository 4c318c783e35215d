/** Executables that serve many tasks: their declarations, their processes, and what is said between them and the worker. */
@NullMarked
package io.kingtask.worker.warm;

import org.jspecify.annotations.NullMarked;
