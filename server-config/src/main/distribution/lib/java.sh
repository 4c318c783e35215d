# For the scripts in bin/: sets $java to a Java 17 or newer, and $java_opts to the user's options. Needs $home.

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
else
  java=$(command -v java) || java=
fi

java_release() {
  release=$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")/../release
  if [ -r "$release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
  else
    "$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'
  fi
}

if [ -z "$java" ] || [ ! -x "$java" ]; then
  echo "kingtask needs Java 17 or newer: ${JAVA_HOME:+JAVA_HOME is $JAVA_HOME, and there is no bin/java in it; }set JAVA_HOME or put java on the PATH." >&2
  exit 1
fi
java_major=$(java_release)
if [ "${java_major:-0}" -lt 17 ]; then
  echo "kingtask needs Java 17 or newer: $java is version ${java_major:-unknown}. Set JAVA_HOME to another." >&2
  exit 1
fi

# Sets $archive to what bin/prepare made for the program, if anything. Java itself passes over one that is not of this Java or these jars.
find_archive() {
  archive=$home/lib/archives/$1.jsa
  [ -r "$archive" ] || archive=
}

java_opts="${JAVA_OPTS:-} ${KINGTASK_JAVA_OPTS:-}"

# Blanks part the options; nothing in them is a file name pattern.
set -f
