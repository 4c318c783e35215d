package io.kingtask.worker.execute;

import java.io.IOException;
import java.nio.file.Path;

/** Programs that do what they can to leave something behind. */
final class NastyPrograms {

    private NastyPrograms() {}

    /**
     * @param pids where every process of theirs makes a file named after its number
     * @param seconds how long they sleep
     */
    static void write(Bench bench, Path pids, String seconds) throws IOException {
        bench.script("note", "#!/bin/sh", ": > " + pids + "/$$", "true 2> /dev/null > noted", "exec \"$@\"");
        // In the working folder, which is the run's own.
        var untilNoted = "while [ ! -e noted ]; do sleep 0.02; done";
        var note = bench.bin.resolve("note");
        var endless = note + " sleep " + seconds;
        var deaf = "setsid sh -c 'trap \"\" TERM HUP INT; " + note + " sleep " + seconds + " & : > " + pids
                + "/$$; while :; do sleep 0.1; done'";
        var closed = " > /dev/null 2>&1 < /dev/null";
        bench.script("daemon", "#!/bin/sh", "(setsid " + endless + closed + " &) &", "wait", untilNoted);
        bench.script(
                "bare", "#!/bin/sh", "(env -i PATH=\"$PATH\" setsid " + endless + closed + " &) &", "wait", untilNoted);
        bench.script("deaf", "#!/bin/sh", "(" + deaf + closed + " &) &", "wait", untilNoted);
        bench.script("holder", "#!/bin/sh", "(" + deaf + " &) &", "wait", untilNoted);
        bench.script("stubborn", "#!/bin/sh", "trap '' TERM", "(" + deaf + " &) &", "while :; do sleep 0.1; done");
        bench.script(
                "bomb",
                "#!/bin/sh",
                "[ \"${1:-6}\" -gt 0 ] || exec " + note + " sh -c 'trap \"\" TERM; while :; do sleep 0.2; done' "
                        + pids,
                "for i in 1 2; do setsid \"$0\" $((${1:-6} - 1)) & done",
                "sleep 0.3",
                untilNoted);
    }
}
