/** Measures the real product, each figure beside a yardstick of the same minutes. */
@NullMarked
package io.kingtask.bench;

import org.jspecify.annotations.NullMarked;
