/** What running programs say through their control files. */
@NullMarked
package io.kingtask.worker.control;

import org.jspecify.annotations.NullMarked;
