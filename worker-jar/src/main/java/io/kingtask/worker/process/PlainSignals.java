package io.kingtask.worker.process;

/** Signals by {@link ProcessHandle}, to the leader and to single processes: there is no group. As to {@code staysAbove}, see {@link NativeSignals}. */
record PlainSignals(Process leader, boolean staysAbove) implements ProcessTree.Signals {

    @Override
    public boolean group(boolean kill) {
        leader.descendants().forEach(child -> send(child, kill));
        if (leader.isAlive() && (kill || !staysAbove)) {
            send(leader.toHandle(), kill);
        }
        return leader.isAlive();
    }

    @Override
    public void one(long pid, boolean kill) {
        ProcessHandle.of(pid).ifPresent(process -> send(process, kill));
    }

    @Override
    public boolean groupIsAlive() {
        return leader.isAlive();
    }

    private static void send(ProcessHandle process, boolean kill) {
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
    }
}
