#!/bin/sh
# Installs what isopath is built and tested with, on Debian 12, unless it is there. As root, or with sudo.
#   docs/install.sh                      all of it
#   docs/install.sh PACKAGE ...          these packages, too
#   docs/install.sh build [PACKAGE ...]  only what the programs are built with, and these packages
set -eu
to_build="g++ cmake ninja-build pkg-config python3
libgmp-dev libmpfr-dev libflint-dev libflint-arb-dev libsimdjson-dev nlohmann-json3-dev libcli11-dev libzip-dev zlib1g-dev libzstd-dev"
to_test="clang clang-format libclang-rt-dev git ca-certificates libboost-test-dev python3-numpy black
coq ocaml ocaml-findlib libzarith-ocaml-dev"
if [ "${1:-}" = build ]; then
  shift
  packages=$to_build
else
  packages="$to_build $to_test"
fi
missing=""
for package in $packages "$@"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "== installing:$missing"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
