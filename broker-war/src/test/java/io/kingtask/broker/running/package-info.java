/** The broker as a whole: the WAR on Payara Micro, over a Redis of the tests' own. */
@NullMarked
package io.kingtask.broker.running;

import org.jspecify.annotations.NullMarked;
