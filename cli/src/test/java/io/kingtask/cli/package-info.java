@NullMarked
package io.kingtask.cli;

import org.jspecify.annotations.NullMarked;
