/** What stands between a program and the machine: another user, limits, isolation. */
@NullMarked
package io.kingtask.worker.cell;

import org.jspecify.annotations.NullMarked;
