/** A worker inside the server: the same as in a process of its own, on the server's threads. */
@NullMarked
package io.kingtask.broker.embedded;

import org.jspecify.annotations.NullMarked;
