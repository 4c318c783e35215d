#!/bin/bash
# clean-root.sh TAR_GZ DEB FOLDER
# Installs both in a Debian that has nothing but a Java runtime and a redis-server, runs the seed's example, upgrades to a higher version while
# tasks run, and removes them: see scenario.sh, which runs in there. FOLDER keeps that Debian for the next time; what a scenario
# does to it is thrown away. Needs root, debootstrap and iproute2; each scenario has processes, mounts and a network of its own.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Which Debian, and from where: as this machine has it.
make_base() {
  local suite mirror
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Suite: $suite" "Component: main" | sort -u | head -n 1)
  rm -rf "$base" "$base.new"
  debootstrap --variant=minbase "$suite" "$base.new" "$mirror" >"$folder/debootstrap.log"
  printf '#!/bin/sh\nexit 101\n' >"$base.new/usr/sbin/policy-rc.d"
  chmod +x "$base.new/usr/sbin/policy-rc.d"
  # Java's package does not set itself up without /proc.
  unshare --mount --pid --fork sh -c "mount -t proc proc '$base.new/proc' &&
    DEBIAN_FRONTEND=noninteractive chroot '$base.new' apt-get install -q -y --no-install-recommends openjdk-17-jre-headless redis-server" \
    >"$folder/packages.log" 2>&1
  mv "$base.new" "$base"
}

# The same files under the next version: what matters here is what the package manager and the running programs make of it.
make_next() {
  local work=$folder/next
  rm -rf "$work" && mkdir -p "$work/deb"
  tar -xzf "$tar_gz" -C "$work"
  mv "$work/kingtask-$version" "$work/kingtask-$next"
  rename_jars "$work/kingtask-$next/lib"
  tar -czf "$work/kingtask-$next.tar.gz" -C "$work" "kingtask-$next"
  dpkg-deb --raw-extract "$deb" "$work/deb"
  rename_jars "$work/deb/usr/share/kingtask/lib"
  sed -i "s/^Version: .*/Version: $next/" "$work/deb/DEBIAN/control"
  echo "# One more line than before." >>"$work/deb/etc/kingtask/broker.yaml"
  (cd "$work/deb" && find usr etc -type f -exec md5sum {} + >DEBIAN/md5sums)
  dpkg-deb --root-owner-group -Zgzip --build "$work/deb" "$work/kingtask_${next}_all.deb" >/dev/null
}

rename_jars() {
  local jar
  for jar in "$1"/kingtask-*-"$version".jar; do
    mv "$jar" "${jar%"$version".jar}$next.jar"
  done
}

# In namespaces of its own, on a copy of the base that is gone afterwards.
run_scenario() {
  local name=$1 over=$folder/over-$1
  rm -rf "$over" && mkdir -p "$over/up" "$over/work" "$over/root"
  unshare --mount --pid --net --fork --kill-child sh -euc '
    root=$1/root
    mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/up,workdir=$1/work" "$root"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/run"
    ip link set lo up
    echo "127.0.0.1 localhost $(uname -n)" >"$root/etc/hosts"
    mkdir "$root/media/kingtask"
    mount --bind "$3" "$root/media/kingtask"
    shift 3
    exec chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 /bin/bash /media/kingtask/scenario.sh "$@"
  ' sh "$over" "$base" "$folder/media" "$name" "$version" "$next"
  rm -rf "$over"
}

tar_gz=$1
deb=$2
folder=$3
mkdir -p "$folder"
base=$folder/base
version=$(dpkg-deb --field "$deb" Version)
next=$version.1

[ -d "$base" ] || make_base
make_next
rm -rf "$folder/media" && mkdir "$folder/media"
cp "$here/scenario.sh" "$tar_gz" "$deb" "$folder/next/kingtask-$next.tar.gz" "$folder/next/kingtask_${next}_all.deb" "$folder/media"
rm -rf "$folder/next"
run_scenario tar
run_scenario deb
rm -rf "$folder/media"
