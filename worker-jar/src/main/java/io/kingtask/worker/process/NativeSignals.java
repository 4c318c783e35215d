package io.kingtask.worker.process;

import com.sun.jna.Native;

/**
 * Signals by kill(2).
 *
 * @param staysAbove whether the leader only waits for the program: asked to end, it would do so at once, and take the program with it
 */
record NativeSignals(int leader, boolean staysAbove) implements ProcessTree.Signals {

    @Override
    public boolean group(boolean kill) {
        if (staysAbove && !kill) {
            return groupIsAlive();
        }
        return LibC.kill(-leader, kill ? LibC.SIGKILL : LibC.SIGTERM) == 0;
    }

    @Override
    public void one(long pid, boolean kill) {
        LibC.kill((int) pid, kill ? LibC.SIGKILL : LibC.SIGTERM);
    }

    @Override
    public boolean groupIsAlive() {
        return LibC.kill(-leader, 0) == 0 || Native.getLastError() == LibC.EPERM;
    }
}
