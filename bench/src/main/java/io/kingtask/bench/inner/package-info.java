/** JMH benchmarks of inner parts. */
@NullMarked
package io.kingtask.bench.inner;

import org.jspecify.annotations.NullMarked;
