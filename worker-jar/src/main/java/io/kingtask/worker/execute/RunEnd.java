package io.kingtask.worker.execute;

import io.kingtask.store.WorkStore.Finish;

/** What is to be told to the store after a run. */
public sealed interface RunEnd {

    /** The run ended, well or badly. */
    record Result(Finish finish) implements RunEnd {}

    /** This worker does not have the executable. */
    record Missing() implements RunEnd {}

    /** The worker stops: the task goes back to its queue. */
    record GivenBack() implements RunEnd {}

    /** Nothing: the run is another's, or will be. */
    record Lost() implements RunEnd {}
}
