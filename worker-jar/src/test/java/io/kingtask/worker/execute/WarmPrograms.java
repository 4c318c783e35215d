package io.kingtask.worker.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that serve many tasks, and do with each what its first argument says. */
final class WarmPrograms {

    private WarmPrograms() {}

    /** @param notes a folder for what they write down */
    static void write(Bench bench, Path notes) throws IOException {
        bench.script("cold", "#!/bin/sh", "echo ${KINGTASK_WARM:-cold}");
        bench.script("marked", serve("# kingtask: warm", notes));
        bench.script("declared", serve("", notes));
        Files.writeString(bench.bin.resolve("declared.warm"), "");
        bench.script("thrice", serve("", notes));
        Files.writeString(bench.bin.resolve("thrice.warm"), "max_tasks: 3\n");
        bench.script("brief", serve("", notes));
        Files.writeString(bench.bin.resolve("brief.warm"), "max_seconds: 0.001\nprocesses: 1\n");
        bench.script("stubborn", serve("# kingtask: warm\ntrap '' TERM", notes) + "\nsleep 600");
    }

    private static String serve(String mark, Path notes) {
        return """
                #!/bin/sh
                MARK
                while IFS= read -r line; do
                    id=${line#*\\"id\\":\\"} id=${id%%\\"*}
                    what=${line#*\\"args\\":[\\"} what=${what%%\\"*}
                    more= out=
                    case $what in
                    pid) out=$$ ;;
                    line) printf '%s' "$line" >NOTES/line ;;
                    unicode) out='žluťoučký\\u000ak\\u016f\\u0148' ;;
                    complain) echo 'by itself' >&2 && more=',"stderr":"in the answer"' ;;
                    later)
                        echo '{"id":"'$id'","progress":0.5,"message":"half"}'
                        echo '{"id":"'$id'","retry_after":30}'
                        more=',"exit_code":75'
                        ;;
                    status*) more=',"exit_code":'${what#status } ;;
                    much) out=$(printf '%9999s' .) ;;
                    crash) echo oops >&2 && kill -9 $$ ;;
                    exit*) echo oops >&2 && exit ${what#exit } ;;
                    garbage) echo nonsense ;;
                    stranger) id=another ;;
                    endless) printf '%200000s' . ;;
                    twice) echo '{"id":"'$id'","stdout":""}' ;;
                    hang)
                        echo $$ >NOTES/hang
                        sh -c 'trap "" TERM; echo $$ >NOTES/new; mv NOTES/new NOTES/child; sleep 600; sleep 600'
                        ;;
                    litter) out=$(ls -A | wc -l | tr -d ' ') && mkdir a && touch a/b c ;;
                    esac
                    echo '{"id":"'$id'","stdout":"'"$out"'"'"$more"'}'
                done""".replace("MARK", mark).replace("NOTES", notes.toString());
    }
}
