#!/bin/sh
# The page's code and its tests are laid out as Prettier has it, and ESLint finds nothing (eslint.config.mjs has the rules).
#   tests/lint/javascript.sh TOOLS [--fix]   TOOLS: a folder for the two tools, which are installed there if they are not
# package.json names their versions, package-lock.json those of all that they need, with the digest of each: nothing else is
# installed. No script of a package is run. Exit code 77, and a line that says so, if there is no Node or npm, or if npm
# reaches no registry.
set -eu
tools=$(realpath -m "${1:?a folder for the tools}")
fix=${2:-}
cd "$(dirname "$0")/../.."
for program in node npm; do
  if ! command -v "$program" >/dev/null; then
    echo "left out: $program is not installed"
    exit 77
  fi
done

if ! cmp -s tests/lint/package-lock.json "$tools/installed.json"; then
  mkdir -p "$tools"
  cp tests/lint/package.json tests/lint/package-lock.json "$tools"
  if ! npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --loglevel=error >"$tools/log" 2>&1; then
    cat "$tools/log"
    grep -qE 'E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|TIMEDOUT|SOCKETTIMEDOUT|5[0-9][0-9])\b' \
      "$tools/log" || exit 1
    echo "left out: npm reaches no registry"
    exit 77
  fi
  cp tests/lint/package-lock.json "$tools/installed.json"
fi

folders="certificates/browser tests/certificates/browser tests/lint"
files=$(find $folders -name '*.mjs' -o -name '*.css' -o -name '*.html')
check=--check
[ "$fix" = --fix ] && check=--write
# shellcheck disable=SC2086 # lists of words
node "$tools/node_modules/prettier/bin/prettier.cjs" --config tests/lint/prettier.json --log-level warn $check $files
# shellcheck disable=SC2086
node "$tools/node_modules/eslint/bin/eslint.js" --config tests/lint/eslint.config.mjs --max-warnings 0 $fix $folders
