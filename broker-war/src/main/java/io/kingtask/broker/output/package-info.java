/** Outputs of tasks: whole, in ranges, and live. */
@NullMarked
package io.kingtask.broker.output;

import org.jspecify.annotations.NullMarked;
