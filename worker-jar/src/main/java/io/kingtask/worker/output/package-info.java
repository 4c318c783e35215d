/** What programs write: bounded, and told to those who follow it. */
@NullMarked
package io.kingtask.worker.output;

import org.jspecify.annotations.NullMarked;
