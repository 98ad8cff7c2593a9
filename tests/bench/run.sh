#!/bin/sh
# Installs what is needed, builds, and runs the benchmarks (about five minutes, 3 GB of memory, 2 GB in the temporary folder).
set -eu
cd "$(dirname "$0")/../.."
sh docs/install.sh
cmake --preset release -DISOPATH_BENCHES=ON -DISOPATH_PROOFS=ON >/dev/null
cmake --build --preset release --target isopath isopath-check isopath-check-proved isopath_bench_json_anchor
/usr/bin/env python3 tests/bench/bench.py --bin build/bin "$@"
/usr/bin/env python3 tests/bench/bench_distances.py --bin build/bin
/usr/bin/env python3 tests/bench/bound.py --bin build/bin
/usr/bin/env python3 tests/bench/batch.py --bin build/bin
exec /usr/bin/env python3 tests/bench/browser.py --bin build/bin
