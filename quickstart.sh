#!/usr/bin/env bash
# Builds kingtask, starts Redis, a broker and a worker, runs one task, and stays up until Ctrl-C.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: ./quickstart.sh [--once] [--port N] [--redis HOST:PORT]

Builds what is not built, starts a Redis, a broker and a worker, submits "example 12 45",
prints the reply {1 1 57}, and stays up until Ctrl-C.

  --once             stop after the reply; exit status 0 only if the reply was right
  --port N           port of the broker on 127.0.0.1 (default 9595)
  --redis HOST:PORT  use this Redis; without it one is started on a free port, with its
                     data in a temporary folder
  --help             this text

Needs a JDK 17 or newer and Maven 3.8 or newer.
USAGE
}

wrong_use() {
  echo "quickstart.sh: $1" >&2
  echo "Try ./quickstart.sh --help." >&2
  exit 2
}

need_value() { [ $# -ge 2 ] || wrong_use "$1 needs a value"; }

once= port=9595 redis=
while [ $# -gt 0 ]; do
  case $1 in
    --once) once=yes ;;
    --port) need_value "$@" && port=$2 && shift ;;
    --redis) need_value "$@" && redis=$2 && shift ;;
    --port=*) port=${1#*=} ;;
    --redis=*) redis=${1#*=} ;;
    -h | --help) usage && exit 0 ;;
    *) wrong_use "unknown option $1" ;;
  esac
  shift
done
case $port in
  '' | *[!0-9]* | ??????*) wrong_use "--port $port is no port; allowed: 1 to 65535" ;;
esac
[ "$port" -ge 1 ] && [ "$port" -le 65535 ] || wrong_use "--port $port is no port; allowed: 1 to 65535"
[ -z "$redis" ] || [[ $redis =~ ^[A-Za-z0-9._:/@?=%-]+$ ]] || wrong_use "--redis $redis is no address; allowed: HOST:PORT"

root=$(CDPATH='' cd -- "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
version=$(sed -n 's,.*<version>\(.*\)</version>.*,\1,p' "$root/pom.xml" | head -n 1)
target=$root/server-config/target
dist=$target/kingtask-$version
work= pids=()

# What the user has set for a broker or a worker of his own is not meant for these.
for variable in ${!KINGTASK_@}; do
  case $variable in KINGTASK_JAVA_OPTS) ;; *) unset "$variable" ;; esac
done

say() { printf '[%3d s] %s\n' "$SECONDS" "$*"; }

fail() {
  echo "quickstart.sh: $1" >&2
  if [ -n "${2:-}" ] && [ -s "$2" ]; then
    echo "The end of its log:" >&2
    tail -n 25 "$2" >&2
  fi
  exit 1
}

running() { kill -0 "$1" 2>/dev/null; }

# Ends what was started, the latest first, and removes what was written.
clean_up() {
  local status=$? i
  trap - EXIT
  trap '' INT TERM
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
  done
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    for _ in $(seq 150); do running "${pids[i]}" || break; sleep 0.1; done
    kill -9 "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  [ -z "$work" ] || rm -rf "$work"
  exit "$status"
}

# await SECONDS PID WHAT LOG COMMAND...: until the command succeeds.
await() {
  local deadline=$((SECONDS + $1)) pid=$2 what=$3 log=$4
  shift 4
  until "$@"; do
    running "$pid" || fail "$what has ended." "$log"
    [ "$SECONDS" -lt "$deadline" ] || fail "$what is not ready in time." "$log"
    sleep 0.1
  done
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

is_built() {
  [ -f "$dist.tar.gz" ] && [ -x "$dist/bin/broker" ] || return 1
  local newer
  newer=$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$root/examples/executables" \
    -newer "$dist.tar.gz" -print 2>/dev/null | head -n 1)
  [ -z "$newer" ]
}

build() {
  command -v mvn >/dev/null || fail "Maven is needed to build: no mvn on the PATH."
  local log=$work/build.log now='' seen='' told=$SECONDS
  say "Building (the first time, Maven also fetches libraries)"
  (cd "$root" && exec mvn -B -DskipTests -pl server-config -am package) >"$log" 2>&1 &
  local pid=$!
  pids+=("$pid")
  while running "$pid"; do
    sleep 0.5
    now=$(sed -n 's/.*Building \(kingtask[^ ]*\) .*/\1/p' "$log" | tail -n 1)
    if [ "$now" != "$seen" ]; then
      say "  $now"
      seen=$now told=$SECONDS
    elif [ $((SECONDS - told)) -ge 15 ]; then
      say "  … still at it, $(grep -c 'Downloaded from' "$log" || true) files fetched"
      told=$SECONDS
    fi
  done
  wait "$pid" || fail "The build failed." "$log"
  pids=()
  say "Built"
}

redis_program() {
  if command -v redis-server; then return; fi
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) ls "$target"/quickstart/redis-server-*-linux-amd64 ;;
    Linux-aarch64 | Linux-arm64) ls "$target"/quickstart/redis-server-*-linux-arm64 ;;
    Darwin-x86_64) ls "$target"/quickstart/redis-server-*-darwin-amd64 ;;
    Darwin-arm64) ls "$target"/quickstart/redis-server-*-darwin-arm64 ;;
  esac
}

start_redis() {
  local program log=$work/redis.log redis_port password
  program=$(redis_program) || true
  [ -n "$program" ] || fail "No redis-server for $(uname -sm): install one, or give --redis HOST:PORT."
  "$program" --version >"$log" 2>&1 ||
    fail "$program does not run here: install redis-server (or the libssl it names), or give --redis HOST:PORT." "$log"
  redis_port=$((20000 + RANDOM % 12000))
  while listens "$redis_port"; do redis_port=$((redis_port + 1)); done
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  mkdir "$work/redis"
  printf '%s\n' "bind 127.0.0.1" "port $redis_port" "requirepass $password" "dir \"$work/redis\"" \
    "appendonly yes" >"$work/redis.conf"
  "$program" "$work/redis.conf" >"$log" 2>&1 &
  pids+=("$!")
  await 15 "$!" "Redis" "$log" listens "$redis_port"
  redis=redis://:$password@127.0.0.1:$redis_port
  say "Redis listens on 127.0.0.1:$redis_port"
}

start_broker_and_worker() {
  printf 'addr: 127.0.0.1:%s\nredis: "%s"\n' "$port" "$redis" >"$work/broker.yaml"
  printf 'broker: 127.0.0.1:%s\nredis: "%s"\nbin_path: "%s"\n' "$port" "$redis" "$dist/examples" >"$work/worker.yaml"
  say "Starting the broker and a worker"
  "$dist/bin/broker" -config="$work/broker.yaml" >"$work/broker.log" 2>&1 &
  local broker=$!
  pids+=("$broker")
  "$dist/bin/worker" -config="$work/worker.yaml" >"$work/worker.log" 2>&1 &
  worker=$!
  pids+=("$worker")
  await 120 "$broker" "The broker" "$work/broker.log" grep -q 'The broker is ready' "$work/broker.log"
  say "$(grep 'The broker is ready' "$work/broker.log")"
}

has_result() {
  reply=$("$dist/bin/kingtask" --broker "127.0.0.1:$port" result "$id" 2>"$work/kingtask.log") || return 1
  [ "${reply#"{1 "}" != "$reply" ]
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
work=$(mktemp -d "${TMPDIR:-/tmp}/kingtask-quickstart.XXXXXX")

! listens "$port" || fail "Port $port is taken: something listens on it. Choose another with --port N."
is_built || build
[ -n "$redis" ] || start_redis
start_broker_and_worker
say "Submitting: bin/kingtask submit example 12 45"
id=$("$dist/bin/kingtask" --broker "127.0.0.1:$port" submit example 12 45 2>"$work/kingtask.log") ||
  fail "The task was not accepted." "$work/kingtask.log"
await 60 "$worker" "The worker" "$work/worker.log" has_result
say "The reply:"
echo "$reply"
[ "$reply" = "{1 1 57}" ] || fail "The reply should be {1 1 57}." "$work/worker.log"
[ -z "$once" ] || exit 0

echo
echo "The console:               http://127.0.0.1:$port/ (sign in with the token in ~/.kingtask/token)"
echo "Or, in another terminal:   $dist/bin/kingtask --broker 127.0.0.1:$port tasks"
echo "Ctrl-C stops all of it. Logs: $work"
while running "${pids[${#pids[@]} - 1]}" && running "${pids[${#pids[@]} - 2]}"; do sleep 0.5; done
fail "The broker or the worker has ended." "$work/broker.log"
