#!/bin/sh
# Misuse that must not compile.
#
# Usage: run.sh [COMPILER [OPTION ...]]
#
# NAME.good.cpp compiles; NAME.bad.cpp, which differs from it in one line, does not, and the compiler's errors match
# the extended regular expression after "expected:" in the first line of both. Exit 0 if all is so.
set -u
cd "$(dirname "$0")" || exit 2
compiler=${1:-c++}
[ $# -gt 0 ] && shift
passed=0
failed=0
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT

compiles() {
  source=$1
  shift
  LC_ALL=C "$compiler" -std=c++20 -fsyntax-only -I ../.. "$@" "$source" 2>"$log"
}
report() {
  if [ "$1" = pass ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $2: $3"
    sed 's/^/    /' "$log" | head -n 20
  fi
}

for good in *.good.cpp; do
  name=${good%.good.cpp}
  bad=$name.bad.cpp
  if [ ! -f "$bad" ]; then
    : >"$log"
    report fail "$good" "has no $bad"
    continue
  fi
  lines=$(diff "$good" "$bad" | grep -c '^>')
  gone=$(diff "$good" "$bad" | grep -c '^<')
  if [ "$lines" -ne 1 ] || [ "$gone" -ne 1 ]; then
    diff "$good" "$bad" >"$log"
    report fail "$name" "the two files differ in other than one line"
    continue
  fi
  expected=$(sed -n '1s|^// expected: ||p' "$good")
  if [ -z "$expected" ]; then
    : >"$log"
    report fail "$good" "says no expected error"
    continue
  fi
  if compiles "$good" "$@"; then report pass; else report fail "$good" "does not compile"; fi
  if compiles "$bad" "$@"; then
    report fail "$bad" "compiles"
  elif grep -E 'error:' "$log" | grep -Eq "$expected"; then
    report pass
  else
    report fail "$bad" "is refused for another reason than: $expected"
  fi
done
for bad in *.bad.cpp; do
  if [ ! -f "${bad%.bad.cpp}.good.cpp" ]; then
    : >"$log"
    report fail "$bad" "has no good file beside it"
  fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
