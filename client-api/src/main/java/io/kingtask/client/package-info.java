/** The Java client of a kingtask broker and the words that client, broker and worker share. */
@NullMarked
package io.kingtask.client;

import org.jspecify.annotations.NullMarked;
