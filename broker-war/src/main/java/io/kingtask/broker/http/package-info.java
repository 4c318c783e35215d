/** What all of the REST interface shares: problems, bodies, fields. */
@NullMarked
package io.kingtask.broker.http;

import org.jspecify.annotations.NullMarked;
