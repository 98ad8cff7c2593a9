#!/bin/sh
# Installs what is needed, builds, and runs every test: release, sanitizers, clang. Prints what it does.
#   tests/run.sh           all of it
#   tests/run.sh release   the release build and its tests only
# ISOPATH_EFFORT (default 1) multiplies the number of random cases; ISOPATH_SEED repeats a run.
set -eu
cd "$(dirname "$0")/.."
sh docs/install.sh
sh docs/install.sh chromium nodejs || echo "== the tests in Node and in a browser will be left out"

build_and_test() {
  echo "== $1: configure and build"
  cmake --preset "$1" >/dev/null
  cmake --build --preset "$1"
  echo "== $1: test"
  ctest --preset "$1" -j "$(nproc)"
}

build_and_test release
[ "${1:-all}" = release ] && exit 0
build_and_test asan-ubsan
echo "== clang: build the programs without warnings"
cmake --preset clang -DISOPATH_TESTS=OFF >/dev/null
cmake --build --preset clang
echo "== all builds and tests passed"
