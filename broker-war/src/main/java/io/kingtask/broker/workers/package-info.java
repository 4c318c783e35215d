/** The workers: what they have and run, drain, resume. */
@NullMarked
package io.kingtask.broker.workers;

import org.jspecify.annotations.NullMarked;
