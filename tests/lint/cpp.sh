#!/bin/sh
# All C++ is laid out as .clang-format says. Versions of clang-format differ in what they make of it: this is for Debian's, 14.
# Exit code 77, and a line that says so, if it is not there.
set -eu
cd "$(dirname "$0")/../.."
for program in clang-format-14 clang-format; do
  case $("$program" --version 2>/dev/null) in *"version 14."*) break ;; esac
  program=""
done
if [ -z "$program" ]; then
  echo "left out: clang-format 14 is not installed"
  exit 77
fi
find exact verify certificates programs tests docs -name '*.[ch]pp' -exec "$program" --dry-run --Werror {} +
