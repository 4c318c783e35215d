/** One suite over the broker on a server of the user's choice, which the system property {@code arquillian.launch} names. */
@NullMarked
package io.kingtask.servers;

import org.jspecify.annotations.NullMarked;
