/** Accepting tasks: checks each field, and stores all that wait in one call. */
@NullMarked
package io.kingtask.broker.submission;

import org.jspecify.annotations.NullMarked;
