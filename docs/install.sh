#!/bin/sh
# Installs what isopath is built and tested with, on Debian 12, unless it is there. As root, or with sudo.
set -eu
packages="g++ clang clang-format libclang-rt-dev cmake ninja-build pkg-config git ca-certificates
libgmp-dev libmpfr-dev libflint-dev libflint-arb-dev libsimdjson-dev nlohmann-json3-dev libcli11-dev libzip-dev zlib1g-dev libzstd-dev
libboost-test-dev python3 python3-numpy black
coq ocaml ocaml-findlib libzarith-ocaml-dev"
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
