/** Runs the fuzz targets: over their corpus always, in search of new inputs with {@code -Pfuzz}. Targets live in the packages that they are about. */
@NullMarked
package io.kingtask.fuzz;

import org.jspecify.annotations.NullMarked;
