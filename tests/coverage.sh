#!/bin/sh
# Builds without optimisation, runs the unit tests and the scripts that run the programs on good and bad input, and prints
# how many lines they run, a row a layer, with the files that have most lines left and the refusals that no test reaches.
#   tests/coverage.sh            takes some ten minutes
#   tests/coverage.sh --write    writes the figures into docs/hacking.md, too
set -eu
cd "$(dirname "$0")/.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage
find build-coverage -name '*.gcda' -delete
ctest --preset coverage -j "$(nproc)" --timeout 1800 \
  -R '^(unit|checker_unit|networks|known_bad|corpus|checker_cli|cli|cert|batch|compressed|docs)$' ||
  echo "== some tests failed; the figures are of what they ran"
python3 tests/coverage.py build-coverage "$@"
