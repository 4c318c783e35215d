package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import java.util.List;

/** One thing that is measured. It starts what it needs and ends it again. */
interface Scenario {

    /** How it is named on the command line. */
    String name();

    List<Figure> measure(Workshop workshop, Effort effort) throws Exception;
}
