/** Reads configuration: a YAML file with KINGTASK_* environment variables above it, every problem reported at once. */
@NullMarked
package io.kingtask.settings;

import org.jspecify.annotations.NullMarked;
