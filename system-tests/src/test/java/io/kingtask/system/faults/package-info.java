/**
 * Faults caused on purpose. {@code History} runs thousands of tasks while {@code Chaos} kills and stops what runs them;
 * {@code HistoryChecker} then compares the plans of the tasks with what was seen: read these three first.
 */
@NullMarked
package io.kingtask.system.faults;

import org.jspecify.annotations.NullMarked;
