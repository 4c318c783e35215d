package io.kingtask.bench;

import java.util.List;

/** One thing that is measured. It starts what it needs and ends it again. */
interface Scenario {

    /** How it is named on the command line. */
    String name();

    /**
     * @param rounds how often each figure is taken
     */
    List<Figure> measure(Workshop workshop, int rounds) throws Exception;
}
