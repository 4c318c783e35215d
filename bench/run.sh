#!/bin/sh
# Measures kingtask on this machine: bench/run.sh [SCENARIO...]. Without one all run, about half an hour. Needs a JDK 17, Maven and a C
# compiler. Prints a table; all rounds are in bench/target/bench.json. -Dbench.rounds=N by JAVA_OPTS: N rounds in place of 3.
set -eu

here=$(CDPATH= cd -P -- "$(dirname "$0")" && pwd -P)
home=$(dirname "$here")
target=$here/target

(cd "$home" && mvn -q -B -Pbench -pl bench -am -DskipTests package)
compiler=$(command -v cc || command -v gcc) || {
  echo "bench/run.sh needs a C compiler for the yardstick: install gcc." >&2
  exit 2
}
"$compiler" -O2 -Wall -Wextra -pthread -o "$target/spawn" "$here/yardstick/spawn.c"
for program in add stamp; do
  "$compiler" -O2 -Wall -Wextra -static -o "$target/$program" "$here/yardstick/$program.c"
done
# shellcheck disable=SC2086
exec java ${JAVA_OPTS:-} -Dbench.target="$target" \
  -Dkingtask.distribution="$(echo "$home"/server-config/target/kingtask-*/)" -Dkingtask.sources="$home" \
  -cp "$target/classes:$target/lib/*" io.kingtask.bench.Bench "$@"
