/** Starts a program, gathers what it writes, waits for its end, ends its process tree. */
@NullMarked
package io.kingtask.worker.process;

import org.jspecify.annotations.NullMarked;
