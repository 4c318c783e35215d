/** Programs that use a kingtask broker. */
@NullMarked
package io.kingtask.examples;

import org.jspecify.annotations.NullMarked;
