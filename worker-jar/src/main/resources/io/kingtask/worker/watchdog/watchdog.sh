# Ends the programs of a worker that died, and those of one that is silent until its leases are nearly over: suspended, for instance.
# Started by every worker for itself; lives in a session of its own; ends when the worker's folder is gone. Linux, any POSIX sh.
#
# Arguments: 1 process number of the worker, 2 its folder, 3 seconds between two looks,
#            4 `adopts`, if orphans of its programs become the worker's own children,
#            5 the worker's control group, if it has one: its slots are groups in it, and programs are born in these
# Files in the folder: `deadline`, kept by the worker: hundredths of a second since the boot, when its programs must be gone unless it
#                      has moved that on; `ended`, made here before programs of a worker are ended that is still there

trap '' HUP INT QUIT TERM PIPE TSTP TTIN TTOU
LC_ALL=C
export LC_ALL
worker=$1 folder=$2 pause=$3 adopts=${4:-} cgroup=${5:-}
adopted=
cd /

# Sets state, group, session, started; fails when there is no such process.
look() {
  line=
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || [ -n "$line" ] || return 1
  set -- ${line##*) }
  state=$1 group=$3 session=$4 started=${20:-}
}

worker_lives() {
  look "$worker" && [ "$started" = "$born" ] && [ "$state" != Z ] && [ "$state" != X ]
}

# Every program has the path of its control file, which is in the worker's folder, in its environment.
marked() {
  for file in $(grep -lF -e "KINGTASK_CONTROL=$folder/" /proc/[0-9]*/environ 2>/dev/null); do
    file=${file#/proc/}
    echo "${file%/environ}"
  done
}

# Whatever is in a slot's control group. The worker's own threads are there, too.
grouped() {
  [ -n "$cgroup" ] || return 0
  for one in $(cat "$cgroup"/*/cgroup.threads 2>/dev/null); do
    [ -e "/proc/$worker/task/$one" ] || echo "$one"
  done
}

# Sets family to the processes named and their descendants.
gather() {
  family=
  while [ $# -gt 0 ]; do
    next=
    for one in "$@"; do
      family="$family $one"
      for list in "/proc/$one/task/"*/children; do
        children=
        { read -r children <"$list"; } 2>/dev/null
        next="$next $children"
      done
    done
    set -- $next
  done
}

# A group in the worker's own session may be that of the user's shell.
end_family() {
  for one in $family; do
    [ "$one" != "$$" ] && look "$one" || continue
    if [ "$session" != "$ours" ]; then
      [ "$group" -gt 1 ] && kill -s KILL -- "-$group" 2>/dev/null
    elif [ -n "$adopts" ]; then
      continue # not a program: these have sessions of their own
    fi
    kill -s KILL "$one" 2>/dev/null
  done
}

# Looks until twice nothing was there: a program that was just being started carries its mark a moment later. Each time the command
# given is asked, between the look and the kill; when it fails, nothing more is ended.
end_programs() {
  quiet=0 rounds=0
  while [ "$quiet" -lt 2 ] && [ "$rounds" -lt 50 ]; do
    found=$(marked; grouped)
    quiet=$((quiet + 1))
    [ -z "$found$adopted" ] || quiet=0
    gather $found $adopted
    "$@" || return 0
    end_family
    adopted=
    rounds=$((rounds + 1))
    sleep 0.1
  done
}

is_due() {
  deadline=
  { read -r deadline <"$folder/deadline"; } 2>/dev/null
  case $deadline in
    '' | *[!0-9]*) return 1 ;;
  esac
  read -r up idle </proc/uptime
  [ "${up%.*}${up#*.}" -ge "$deadline" ]
}

# A worker that is heard of again has programs again that must live. The note is for it: what was ended before is not to blame.
still_silent() {
  is_due && true >"$folder/ended"
}

# For a worker that is gone: also what this user may not signal, and all at once (Linux 5.14 and later).
end_cgroup() {
  [ -z "$outside" ] || { echo 1 >"$cgroup/cgroup.kill"; } 2>/dev/null
}

look "$worker" || exit 1
born=$started ours=$session

# Born in the worker's control group, it must leave that to end it.
outside=
if [ -n "$cgroup" ] && { echo "$$" >"${cgroup%/*}/cgroup.procs"; } 2>/dev/null; then
  outside=yes
fi

while sleep "$pause"; do
  if ! worker_lives; then
    end_cgroup
    end_programs true
    [ -z "$cgroup" ] || rmdir "$cgroup"/*/ "$cgroup" 2>/dev/null
    exit 0
  fi
  [ -e "$folder/deadline" ] || exit 0
  if [ -n "$adopts" ]; then
    adopted=
    { read -r adopted <"/proc/$worker/task/$worker/children"; } 2>/dev/null
  fi
  # Twice, for the first look may have come in the middle of the worker's writing.
  if is_due && is_due; then
    end_programs still_silent
  fi
done
