/** The console in a real browser over a running system. */
@NullMarked
package io.kingtask.system.console;

import org.jspecify.annotations.NullMarked;
