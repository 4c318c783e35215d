/** What a worker does before its first task, so that this one finds it as quick as those after it. */
@NullMarked
package io.kingtask.worker.rehearsal;

import org.jspecify.annotations.NullMarked;
