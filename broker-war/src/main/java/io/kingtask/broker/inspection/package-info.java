/** Answers about tasks. */
@NullMarked
package io.kingtask.broker.inspection;

import org.jspecify.annotations.NullMarked;
