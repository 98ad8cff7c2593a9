#!/bin/sh
# Installs what is needed, builds, and runs every test: with GCC for release, the Coq proofs with it; with clang under
# sanitizers. Warnings are errors in both. Prints what it does.
#   tests/run.sh           all of it
#   tests/run.sh release   the release build and its tests only
# ISOPATH_EFFORT (default 1) multiplies the number of random cases; ISOPATH_SEED repeats a run.
set -eu
cd "$(dirname "$0")/.."
sh docs/install.sh
sh docs/install.sh chromium nodejs || echo "== the tests in Node and in a browser will be left out"
# Node from elsewhere brings npm of its own.
command -v npm >/dev/null || sh docs/install.sh npm || echo "== the lint of the JavaScript will be left out"

# build PRESET [CMAKE_OPTION...]: with the tests, which docs/demo.sh leaves out
build() {
  echo "== $1: configure and build"
  cmake --preset "$@" -DISOPATH_TESTS=ON -DISOPATH_WERROR=ON -DISOPATH_PRECOMPILE=ON >/dev/null
  cmake --build --preset "$1"
}
run_tests() {
  echo "== $1: test"
  ctest --preset "$1" -j "$(nproc)"
}

build release -DISOPATH_PROOFS=ON
echo "== the theorems of certificates/proof, and the axioms under each"
cat build/proof/Assumptions.out
run_tests release
[ "${1:-all}" = release ] && exit 0
build asan-ubsan
run_tests asan-ubsan
echo "== all builds and tests passed"
