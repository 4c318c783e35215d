#!/bin/bash
# reproducible.sh [FOLDER [MAVEN_OPTION...]]
# Builds the last commit twice, in folders of different names, at different times and in different time zones, and compares every archive
# that comes out, and the list of components (which Maven does not make with -o). Status 0 when all are the same.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
folder=${1:-$(mktemp -d)}
options=("${@:2}")
mkdir -p "$folder"

build() { # NAME TIME_ZONE
  rm -rf "${folder:?}/$1"
  git clone -q "$here" "$folder/$1"
  (
    cd "$folder/$1"
    # An archive keeps the rights of its folders, so that builders must agree in this.
    umask 022
    TZ=$2 mvn -q -B "${options[@]}" package -DskipTests -Dprepare.phase=none -pl server-config -am
    find . -maxdepth 3 -type f \( -path '*/target/kingtask*.[jw]ar' -o -path '*/target/kingtask*.deb' -o -path '*/target/kingtask*.tar.gz' \
      -o -path '*/target/sbom.json' \) | LC_ALL=C sort | xargs sha256sum
  ) >"$folder/$1.sha256"
}

build first UTC
build the-second-one Asia/Shanghai
diff "$folder/first.sha256" "$folder/the-second-one.sha256"
cat "$folder/first.sha256"
echo "$(wc -l <"$folder/first.sha256") files, the same in both builds"
