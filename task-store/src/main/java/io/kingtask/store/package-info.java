/**
 * Tasks in Redis, for broker and worker: one atomic move for each step of a task's life.
 *
 * <p>{@link io.kingtask.store.Transition} says which moves there are, {@link io.kingtask.store.RedisKeys} what is kept where.
 */
@NullMarked
package io.kingtask.store;

import org.jspecify.annotations.NullMarked;
