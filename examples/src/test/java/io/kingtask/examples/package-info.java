@NullMarked
package io.kingtask.examples;

import org.jspecify.annotations.NullMarked;
