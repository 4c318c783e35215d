/** The ledger: its counters, and its comparison with the tasks. */
@NullMarked
package io.kingtask.broker.ledger;

import org.jspecify.annotations.NullMarked;
