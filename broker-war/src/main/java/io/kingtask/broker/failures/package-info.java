/** Failed tasks, put together by what they have in common. */
@NullMarked
package io.kingtask.broker.failures;

import org.jspecify.annotations.NullMarked;
