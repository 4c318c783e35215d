/** Tests of the task store, and a Redis of one's own for everyone's tests. */
@NullMarked
package io.kingtask.store;

import org.jspecify.annotations.NullMarked;
