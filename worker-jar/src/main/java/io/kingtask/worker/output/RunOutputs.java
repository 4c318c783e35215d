package io.kingtask.worker.output;

import io.kingtask.client.OutputName;

/** Both outputs of one run. */
public record RunOutputs(BoundedOutput stdout, BoundedOutput stderr) {

    /** @param max bytes kept of each */
    public RunOutputs(int max) {
        this(new BoundedOutput(max), new BoundedOutput(max));
    }

    BoundedOutput of(OutputName name) {
        return switch (name) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }
}
