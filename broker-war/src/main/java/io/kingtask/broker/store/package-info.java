/** The one connection to Redis, its news, and the threads that work for the broker. */
@NullMarked
package io.kingtask.broker.store;

import org.jspecify.annotations.NullMarked;
