# Lets a POSIX shell script serve kingtask's tasks one after another; lies beside it. The protocol is in docs/warm.md.
#
#   . "$(dirname "$0")/kingtask_warm.sh"
#   main() {
#       tell '"progress": 0.5'
#       echo "..."              # the result; >&2 is the error, the status of main the exit status
#   }
#   serve "$@"
#
# main runs in a subshell of its own, which costs about half a millisecond; $task_id, $task_attempt and $task_stdin are for it.
# Variables of the task (env) are not set. Started by hand, the script runs once, with its arguments.

# Reads a string of JSON, whose first quote is gone from $rest, into $value.
json_string() {
    value=
    while :; do
        piece=${rest%%[\"\\]*}
        value=$value$piece
        rest=${rest#"$piece"}
        case $rest in
        \"*) rest=${rest#?} && return ;;
        \\n*) value="$value
" ;;
        \\t*) value="$value	" ;;
        \\r*) value=$value$(printf '\r') ;;
        \\b*) value=$value$(printf '\b') ;;
        \\f*) value=$value$(printf '\f') ;;
        \\u00*)
            piece=${rest#\\u00}
            value=$value$(printf "\\$(printf '%03o' "0x${piece%"${piece#??}"}")")
            rest=${rest#????}
            ;;
        \\?*)
            piece=${rest#?}
            value=$value${piece%"${piece#?}"}
            ;;
        *) exit 1 ;;
        esac
        rest=${rest#??}
    done
}

# Sets $field to the string of this name in $line; the worker writes no blanks, and these names stand before what others chose.
json_field() {
    rest=${line#*\""$1"\":\"}
    json_string
    field=$value
}

# From the first to the last control character.
control=$(printf '\001-\037')

# Writes its argument as a string of JSON.
json_quote() {
    rest=$1 value=
    while [ -n "$rest" ]; do
        piece=${rest%%[$control\"\\]*}
        value=$value$piece
        rest=${rest#"$piece"}
        case $rest in
        '') ;;
        \"* | \\*) value=$value\\${rest%"${rest#?}"} ;;
        "
"*) value=$value\\n ;;
        "	"*) value=$value\\t ;;
        *) value=$value$(printf '\\u%04x' "'$rest") ;;
        esac
        rest=${rest#?}
    done
    printf '"%s"' "$value"
}

tell() {
    if [ "${KINGTASK_WARM:-}" = 1 ]; then
        printf '{"id":"%s",%s}\n' "$task_id" "$1" >&3
    else
        printf '{%s}\n' "$1" >>"${KINGTASK_CONTROL:-/dev/null}"
    fi
}

serve() {
    if [ "${KINGTASK_WARM:-}" != 1 ]; then
        main "$@"
        exit
    fi
    exec 3>&1 >&2
    while IFS= read -r line; do
        json_field id
        task_id=$field
        rest=${line#*\"args\":[}
        set --
        while :; do
            case $rest in
            \"*) rest=${rest#?} && json_string && set -- "$@" "$value" ;;
            ,*) rest=${rest#?} ;;
            *) break ;;
            esac
        done
        rest=${rest#*\"stdin\":\"}
        json_string
        task_stdin=$value
        rest=${rest#*\"attempt\":}
        task_attempt=${rest%%,*}
        status=0
        out=$(main "$@" </dev/null 3>&3; status=$?; echo x; exit "$status") || status=$?
        printf '{"id":"%s","stdout":%s,"exit_code":%s}\n' "$task_id" "$(json_quote "${out%x}")" "$status" >&3
    done
}
