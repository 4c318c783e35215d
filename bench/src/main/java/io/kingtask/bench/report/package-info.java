/** What was found: figures, as a table, as JSON, and as a page with plots. */
@NullMarked
package io.kingtask.bench.report;

import org.jspecify.annotations.NullMarked;
