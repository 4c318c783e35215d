#!/bin/sh
# One of the Sentinels: sentinel.sh NAME PRIMARY. The secret redis_password is that of the servers and of the Sentinels.
#
# Its configuration is made at the first start and then lives on a volume: the Sentinel keeps in it what it learns.
set -eu
name=$1
primary=$2
file=/data/sentinel.conf
password=$(cat /run/secrets/redis_password)
umask 077

if [ ! -e "$file" ]; then
  {
    # Names, for a container that comes back may have another address.
    echo "sentinel resolve-hostnames yes"
    echo "sentinel announce-hostnames yes"
    echo "sentinel announce-ip $name"
    grep -Ev '^(bind|port|dir) ' /etc/kingtask/sentinel.conf | sed "s/^\(sentinel monitor kingtask\) [^ ]* /\1 $primary /"
    echo "port 26379"
    echo "dir /data"
  } >"$file.new"
  mv "$file.new" "$file"
fi

sed -i -E '/^(requirepass|user default|sentinel auth-pass|sentinel sentinel-pass) /d' "$file"
printf 'requirepass %s\nsentinel sentinel-pass %s\nsentinel auth-pass kingtask %s\n' "$password" "$password" "$password" >>"$file"
exec redis-server "$file" --sentinel
