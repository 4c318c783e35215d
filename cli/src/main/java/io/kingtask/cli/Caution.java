package io.kingtask.cli;

import picocli.CommandLine.Option;

/** Asks before much is changed: a person at a terminal, and a script for {@code --yes}. */
final class Caution {

    @Option(names = "--yes", description = "Do not ask. A script must say so.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say how many tasks it would change.")
    private boolean dryRun;

    /** Whether it may be done without counting first. */
    boolean isWaived() {
        return yes && !dryRun;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Whether to do it.
     *
     * @param what such as {@code Cancel all 3 pending tasks}
     */
    boolean allows(String what, Kingtask root, Terminal terminal) {
        var safe = SafeText.line(what);
        if (dryRun) {
            terminal.line("Would " + Character.toLowerCase(safe.charAt(0)) + safe.substring(1) + ".");
            return false;
        }
        if (yes) {
            return true;
        }
        if (!terminal.canAsk()) {
            throw root.usage(safe + "? Nothing was changed: say --yes where nobody can be asked.");
        }
        boolean answer = terminal.isYes(safe + "?");
        if (!answer) {
            terminal.error("Nothing was changed.");
        }
        return answer;
    }
}
