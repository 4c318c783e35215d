#!/bin/sh
# Measures kingtask on this machine beside a yardstick of the same minutes: bench/run.sh --help.
set -eu

here=$(CDPATH= cd -P -- "$(dirname "$0")" && pwd -P)
home=$(dirname "$here")
target=$here/target
distribution=$target/distribution

usage() {
  cat <<'USAGE'
Usage: bench/run.sh [--scenario NAME[,NAME]] [--runs N] [--json FILE] [--compare FILE] [--quick] [--write docs]

Starts a Redis, a broker and workers of the distribution for each scenario, measures, prints a table and ends
all again. Needs a JDK 17 and Maven; with a C compiler the yardstick is a loop in C, else one in Java.

  --scenario NAME  only these of throughput, warm, latency, timed, million, submissions, bytes, footprint,
                   growth, inner; without it all, about twenty minutes
  --runs N         how often each figure is taken (default 3, with --quick 1); the median counts
  --json FILE      where the figures are kept (default bench/target/bench.json); those of scenarios that do
                   not run now are left in it
  --compare FILE   say what has changed since the run whose figures are in FILE
  --quick          a tenth of the work, to see that all works
  --write docs     put the figures into docs/performance.md and draw its pictures; without --scenario
                   nothing is measured, and the figures are those of the last run

Exit status: 0 when all goals are met, 1 when not, 2 for a wrong command line.
USAGE
}

# The jar is the last that is built; the programs' sources are newer when something has changed.
is_built() {
  jar=$target/kingtask-bench.jar
  [ -e "$jar" ] && [ -z "$(find "$home" \( -name target -o -name .git \) -prune -o \
    \( -path '*/src/main/*' -o -path '*/src/test/java/*' -o -name pom.xml -o -path '*/bench/yardstick/*' \) -type f -newer "$jar" -print | head -n 1)" ]
}

compile() {
  compiler=$(command -v cc || command -v gcc) || return 0
  "$compiler" -O2 -Wall -Wextra -pthread -o "$target/spawn" "$here/yardstick/spawn.c"
  for program in add stamp serve; do
    "$compiler" -O2 -Wall -Wextra -static -o "$target/$program" "$here/yardstick/$program.c"
  done
}

# As an installation does it: broker and worker start from archives of classes.
prepare() {
  rm -rf "$distribution"
  cp -R "$home"/server-config/target/kingtask-*/ "$distribution"
  "$distribution/bin/prepare" >&2 || true
}

for argument in "$@"; do
  case $argument in -h | --help) usage && exit 0 ;; esac
done
if ! is_built; then
  echo "Building..." >&2
  (cd "$home" && mvn -q -B -Pbench -pl bench -am -DskipTests -Dspotless.check.skip package)
  compile
  prepare
fi
scratch=$(mktemp -d "$target/run.XXXXXX")
# shellcheck disable=SC2086
exec java ${JAVA_OPTS:-} -Djava.io.tmpdir="$scratch" -Dbench.target="$target" \
  -Dkingtask.distribution="$distribution" -Dkingtask.sources="$home" \
  -cp "$target/kingtask-bench.jar:$target/lib/*" io.kingtask.bench.Bench "$@"
