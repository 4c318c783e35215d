#!/bin/sh
# A Redis server of the group under Sentinels: server.sh NAME PRIMARY. The password is the secret redis_password.
#
# Its configuration is made at the first start and lives beside its data: Sentinels rewrite it, and after a failover and a restart of
# everything the server must have the role that it had last. Else an old primary would overwrite what came after it.
set -eu
name=$1
primary=$2
file=/data/redis.conf
umask 077

if [ ! -e "$file" ]; then
  {
    grep -Ev '^(bind|port|dir) ' /etc/kingtask/redis.conf
    echo "port 6379"
    echo "dir /data"
    echo "replica-announce-ip $name"
    echo "min-replicas-to-write 1"
    echo "min-replicas-max-lag 10"
    if [ "$name" != "$primary" ]; then echo "replicaof $primary 6379"; fi
  } >"$file.new"
  mv "$file.new" "$file"
fi

password=$(cat /run/secrets/redis_password)
sed -i -E '/^(requirepass|masterauth|user default) /d' "$file"
printf 'requirepass %s\nmasterauth %s\n' "$password" "$password" >>"$file"
exec redis-server "$file"
