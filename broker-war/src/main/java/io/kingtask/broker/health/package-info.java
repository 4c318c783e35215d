/** Whether this broker lives, and whether it can accept tasks. */
@NullMarked
package io.kingtask.broker.health;

import org.jspecify.annotations.NullMarked;
