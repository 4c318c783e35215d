/** The calls that submit tasks, one or many at a time. */
@NullMarked
package io.kingtask.broker.submission;

import org.jspecify.annotations.NullMarked;
