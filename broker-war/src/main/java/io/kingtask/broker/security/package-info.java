/** Who may call what: bearer tokens and roles; closed where nothing is said. */
@NullMarked
package io.kingtask.broker.security;

import org.jspecify.annotations.NullMarked;
