package io.kingtask.worker;

import io.kingtask.client.OutputName;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.output.LiveOutput;

/** What brokers tell a worker while its tasks run, handed on to the part that heeds it. */
record News(LeasedRuns runs, LiveOutput liveOutput, Rounds heartbeats, Rounds renewals)
        implements StoreEvents.Listener {

    @Override
    public void cancelRequested(String id, long fence) {
        runs.find(new WorkStore.Run(id, fence)).ifPresent(run -> run.end(EndReason.CANCELLED));
    }

    @Override
    public void drainChanged() {
        heartbeats.ring();
    }

    @Override
    public void outputFollowed(WorkStore.Run run, OutputName name, long from) {
        runs.find(run).ifPresent(leased -> liveOutput.follow(run, name, from));
    }

    @Override
    public void reconnected() {
        // A cancellation or a drain may have been announced meanwhile; a renewal and a heartbeat tell.
        renewals.ring();
        heartbeats.ring();
    }
}
