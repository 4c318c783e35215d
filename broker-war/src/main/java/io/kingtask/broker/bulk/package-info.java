/** Changes of many tasks at once. */
@NullMarked
package io.kingtask.broker.bulk;

import org.jspecify.annotations.NullMarked;
