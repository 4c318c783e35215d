/** Takes tasks from the store, as many as there are free slots, and hands in what became of them. */
@NullMarked
package io.kingtask.worker.fetch;

import org.jspecify.annotations.NullMarked;
