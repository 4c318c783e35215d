/** {@code bin/kingtask}: the command line. It talks to a broker by REST alone. */
@NullMarked
package io.kingtask.cli;

import org.jspecify.annotations.NullMarked;
