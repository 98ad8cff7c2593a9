#!/bin/sh
# Fails if black would write some Python in another way (pyproject.toml says how); without black it is skipped.
#   tests/black.sh
# To rewrite the files: black .
set -eu
cd "$(dirname "$0")/.."
command -v black >/dev/null || { echo "skipped: black is not installed (sh docs/install.sh black)"; exit 77; }
black --check --quiet . || { black --check . 2>&1 | tail -20; exit 1; }
