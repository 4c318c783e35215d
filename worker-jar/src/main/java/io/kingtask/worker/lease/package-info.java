/** The runs that this worker has on lease, their renewal, and the reasons to end one early. */
@NullMarked
package io.kingtask.worker.lease;

import org.jspecify.annotations.NullMarked;
