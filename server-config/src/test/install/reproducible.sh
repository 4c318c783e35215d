#!/bin/bash
# reproducible.sh [FOLDER]
# Builds the last commit twice, in folders of different names, at different times, for different users' umask and time zone, and
# compares every archive that comes out. Status 0 when all are the same.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"

build() { # NAME UMASK TIME_ZONE
  rm -rf "${folder:?}/$1"
  git clone -q "$here" "$folder/$1"
  (
    cd "$folder/$1"
    umask "$2"
    TZ=$3 mvn -q -B package -DskipTests -pl server-config -am
    find . -path '*/target/kingtask*' -maxdepth 3 -type f \( -name '*.jar' -o -name '*.war' -o -name '*.deb' -o -name '*.tar.gz' \) |
      sort | xargs sha256sum
    sha256sum server-config/target/sbom.json
  ) >"$folder/$1.sha256"
}

build first 022 UTC
build the-second-one 077 Asia/Shanghai
diff "$folder/first.sha256" "$folder/the-second-one.sha256"
cat "$folder/first.sha256"
echo "$(wc -l <"$folder/first.sha256") files, the same in both builds"
