#!/bin/sh
# Installs isopath in a machine of a CI service, Debian 12 or a container of it, from nothing: as root, or with sudo.
#   ci/install.sh FOLDER     installs the Debian package in FOLDER, which is built first unless it is there
#   ci/install.sh --digest   prints the digest of the sources, which is in the package's name
# A service that keeps FOLDER from one run to the next builds once for each version of the sources. Later runs install what the
# programs need to run, and no compiler.
set -eu
case $1 in --digest) ;; *) folder=$(mkdir -p "$1" && cd "$1" && pwd) ;; esac
cd "$(dirname "$0")/.."
digest=$(find CMakeLists.txt cmake exact verify certificates programs ci/install.sh -type f | LC_ALL=C sort |
  xargs sha256sum | sha256sum | cut -c 1-16)
if [ "$1" = --digest ]; then
  echo "$digest"
  exit 0
fi
package="$folder/isopath-$digest.deb"
if [ ! -f "$package" ]; then
  sh docs/install.sh build dpkg-dev file
  cmake -S . -B build/ci -G Ninja -DCMAKE_BUILD_TYPE=Release -DISOPATH_TESTS=OFF
  cmake --build build/ci
  cpack --config build/ci/CPackConfig.cmake -B build/ci/package
  rm -f "$folder"/isopath-*.deb
  mv build/ci/package/*.deb "$package"
fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
isopath --version
