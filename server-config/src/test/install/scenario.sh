#!/bin/bash
# scenario.sh tar|deb VERSION NEXT
# What an administrator does, in a fresh Debian with a Java runtime and a redis-server; the files are in /media/kingtask. There is no systemd in
# here: the units' ExecStart lines are run as their users.
set -euo pipefail

media=/media/kingtask
start=$SECONDS

say() { printf '%4d s  %s\n' $((SECONDS - start)) "$*"; }

fail() {
  say "FAILED: $*"
  tail -n 50 /tmp/*.log || true
  exit 1
}

# await SECONDS WHAT COMMAND...
await() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what"
    sleep 0.2
  done
}

start_redis() {
  mkdir -p /var/lib/redis && chown redis: /var/lib/redis
  runuser -u redis -- redis-server --bind 127.0.0.1 --dir /var/lib/redis --appendonly yes >/tmp/redis.log 2>&1 &
  await 10 "Redis answers" redis-cli ping
  say "Redis $(redis-cli info server | sed -n 's/^redis_version://p' | tr -d '\r') runs"
}

# unit FILE INSTANCE: runs what the unit runs, as its user; its process is $! then.
unit() {
  local user line
  user=$(sed -n 's/^User=//p' "$1")
  line=$(sed -n 's/^ExecStart=//p' "$1" | sed "s/%i/$2/g; s/\\$\\$/\\$/g; s|/usr/share/kingtask|$home|g")
  (
    cd "/var/lib/$user"
    exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs \
      env -i PATH=/usr/bin:/bin HOME="/var/lib/$user" LANG=C.UTF-8 sh -c "exec $line"
  ) >>"/tmp/$(basename "$1")$2.log" 2>&1 &
}

start_both() {
  unit "$units/kingtask-broker.service" ""
  broker=$!
  unit "$units/kingtask-worker@.service" one
  worker=$!
  await 90 "the broker is ready" as_broker "$home/bin/kingtask" stats
  await 30 "a worker is there" worker_is_there
  say "broker and worker run"
}

worker_is_there() { as_broker "$home/bin/kingtask" workers | grep -q default; }

stop_both() {
  kill "$worker" "$broker"
  local status=0
  wait "$worker" || status=$?
  wait "$broker" || status=$?
  [ $status = 0 ] || fail "status $status of a stop in order"
}

as_broker() { runuser -u kingtask -- env HOME=/var/lib/kingtask "$@"; }

# The seed's example: 12 + 45, and its reply.
run_example() {
  local id
  [ "$(as_broker "$home/bin/kingtask" submit --wait example 12 45)" = 57 ] || fail "12 + 45"
  id=$(as_broker "$home/bin/kingtask" submit --retry 5,8,9 example 12 45)
  await 20 "the reply" has_reply "$id" 57
  say "example 12 45: $(as_broker "$home/bin/kingtask" result "$id")"
}

has_reply() { [ "$(as_broker "$home/bin/kingtask" result "$1")" = "{1 1 $2}" ]; }

examine() {
  as_broker "$home/bin/kingtask" doctor --broker-config "$1/broker.yaml" >/tmp/doctor.log || fail "the doctor of the broker"
  runuser -u kingtask-worker -- env HOME=/var/lib/kingtask-worker "$home/bin/kingtask" doctor --worker-config "$1/worker.yaml" \
    >>/tmp/doctor.log || fail "the doctor of the worker"
  grep -q "A broker runs at 127.0.0.1:9595, and is ready" /tmp/doctor.log || fail "the doctor did not see the broker"
  say "the doctor finds nothing in the way"
}

# Some run when the upgrade comes, some wait, some are due in its midst, some fail first.
submit_before_upgrade() {
  running=() later=() flaky=()
  for i in 1 2 3; do
    later+=("$(as_broker "$home/bin/kingtask" submit --delay 8 example "$i" 100)")
    flaky+=("$(as_broker "$home/bin/kingtask" submit --retry 1,12 flaky 3)")
  done
  # Last, and for longer than a slow machine takes to see them run.
  for i in 1 2 3; do
    running+=("$(as_broker "$home/bin/kingtask" submit sleep-then-echo 15 "slept $i")")
  done
  await 20 "a task runs" a_task_runs
}

a_task_runs() { as_broker "$home/bin/kingtask" tasks --state running --json | grep -q '"id"'; }

check_after_upgrade() {
  for i in 1 2 3; do
    await 60 "what ran before the upgrade is done" has_reply "${running[i - 1]}" "slept $i"
    await 60 "what was due later is done" has_reply "${later[i - 1]}" $((100 + i))
    await 60 "what failed is done" has_reply "${flaky[i - 1]}" "attempt 3 succeeds"
  done
  as_broker "$home/bin/kingtask" audit >/tmp/audit.log || fail "the ledger"
  say "all 9 tasks of before the upgrade have succeeded, and the ledger agrees"
}

nothing_runs() {
  sleep 1
  local left
  left=$(find /proc -maxdepth 1 \( -user kingtask -o -user kingtask-worker \) -exec cat {}/cmdline \; | tr '\0' ' ')
  [ -z "$left" ] || fail "left running: $left"
  left=$(find /tmp -name 'kingtask-*' ! -name '*.log')
  [ -z "$left" ] || fail "left in /tmp: $left"
}

tar_gz() {
  home=/opt/kingtask units=/opt/kingtask/systemd
  for user in kingtask kingtask-worker; do
    useradd --system --user-group --create-home --home-dir "/var/lib/$user" --shell /usr/sbin/nologin "$user"
  done
  tar -xzf "$media/kingtask-$version.tar.gz" -C /opt --no-same-owner
  ln -s "kingtask-$version" /opt/kingtask
  cp -r /opt/kingtask/etc /etc/kingtask
  sed -i 's|^bin_path: .*|bin_path: /opt/kingtask/examples|' /etc/kingtask/worker.yaml
  say "unpacked kingtask-$version.tar.gz"
  "$home/bin/prepare" >/dev/null || fail "bin/prepare"
  say "prepared: $(ls -s $home/lib/archives | tr '\n' ' ')"
  start_both
  run_example
  examine /etc/kingtask
  submit_before_upgrade
  tar -xzf "$media/kingtask-$next.tar.gz" -C /opt --no-same-owner
  ln -sfn "kingtask-$next" /opt/kingtask
  stop_both
  say "upgraded to $next while tasks ran"
  start_both
  check_after_upgrade
  stop_both
  nothing_runs
  rm -r /opt/kingtask /opt/kingtask-* /etc/kingtask /var/lib/kingtask /var/lib/kingtask-worker
  say "removed"
}

deb() {
  home=/usr/share/kingtask units=/usr/lib/systemd/system
  dpkg --install "$media/kingtask_${version}_all.deb" >/tmp/dpkg.log 2>&1 || fail "dpkg --install"
  say "installed kingtask_${version}_all.deb"
  [ -r $home/lib/archives/broker.jsa ] || fail "no archives of classes"
  install -m 755 $home/examples/{example,flaky,sleep-then-echo} /usr/local/lib/kingtask/
  start_both
  run_example
  examine /etc/kingtask
  ! runuser -u kingtask-worker -- cat /var/lib/kingtask/.kingtask/token 2>/dev/null || fail "a program can read the broker's token"
  ! runuser -u kingtask-worker -- cat /etc/kingtask/broker.yaml 2>/dev/null || fail "a program can read broker.yaml"
  echo "max_pending: 5000" >>/etc/kingtask/broker.yaml
  submit_before_upgrade
  # Harder than with systemd, where the programs are stopped before their files go.
  dpkg --force-confold --install "$media/kingtask_${next}_all.deb" >>/tmp/dpkg.log 2>&1 || fail "the upgrade"
  stop_both
  say "upgraded to $(dpkg-query -f '${Version}' -W kingtask) while tasks ran"
  grep -q "max_pending: 5000" /etc/kingtask/broker.yaml || fail "a changed configuration was not kept"
  [ "$(stat -c '%U:%G %a' /etc/kingtask/broker.yaml)" = "root:kingtask 640" ] || fail "the rights of broker.yaml"
  start_both
  check_after_upgrade
  stop_both
  nothing_runs
  dpkg --remove kingtask >>/tmp/dpkg.log 2>&1 || fail "dpkg --remove"
  [ ! -e /usr/share/kingtask ] && [ ! -e /usr/bin/kingtask ] || fail "the files are still there"
  [ -e /etc/kingtask/broker.yaml ] && [ -e /var/lib/kingtask/.kingtask/token ] || fail "removal took configuration or data"
  dpkg --purge kingtask >>/tmp/dpkg.log 2>&1 || fail "dpkg --purge"
  [ -x /usr/local/lib/kingtask/example ] || fail "purge took the administrator's programs"
  local left
  left=$(find / -xdev \( -path /proc -o -path "$media" -o -path /tmp \) -prune -o -name '*kingtask*' ! -path '/usr/local/lib/kingtask*' -print)
  [ -z "$left" ] || fail "left behind: $left"
  ! getent passwd kingtask kingtask-worker || fail "users are left"
  say "removed and purged"
}

version=$2 next=$3
say "--- $1: $(. /etc/os-release && echo "$PRETTY_NAME"), $(java -version 2>&1 | head -n 1)"
start_redis
case $1 in
  tar) tar_gz ;;
  deb) deb ;;
esac
