/** The description of the whole REST interface, for programs. */
@NullMarked
package io.kingtask.broker.openapi;

import org.jspecify.annotations.NullMarked;
