#!/bin/sh
# Installs what is needed, builds, and runs every test: with GCC for release, with clang under sanitizers; warnings are
# errors in both. Prints what it does.
#   tests/run.sh           all of it
#   tests/run.sh release   the release build and its tests only
# ISOPATH_EFFORT (default 1) multiplies the number of random cases; ISOPATH_SEED repeats a run.
set -eu
cd "$(dirname "$0")/.."
sh docs/install.sh

build_and_test() {
  echo "== $1: configure and build"
  cmake --preset "$1" -DISOPATH_WERROR=ON -DISOPATH_PRECOMPILE=ON >/dev/null
  cmake --build --preset "$1"
  echo "== $1: test"
  ctest --preset "$1" -j "$(nproc)"
}

build_and_test release
[ "${1:-all}" = release ] && exit 0
build_and_test asan-ubsan
echo "== all builds and tests passed"
