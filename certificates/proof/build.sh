#!/bin/sh
# Compiles the proofs and builds isopath-check-proved.
#   build.sh WORK_FOLDER PROGRAM [VERSION]
# Needs coq, ocaml, ocaml-findlib and libzarith-ocaml-dev. Fails if a proof is not complete, or rests on an axiom that
# is not in assumptions.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
program=$2
version=${3:-unknown}
theories="Rational Gather Store Network Rules Equivalent Path Canonical Line Independence Rank Checker"

for tool in coqc ocamlfind; do
  command -v $tool >/dev/null || { echo "build.sh: $tool is missing: install coq ocaml ocaml-findlib libzarith-ocaml-dev" >&2; exit 1; }
done
mkdir -p "$work" "$(dirname "$program")"
work=$(cd "$work" && pwd)
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")

if grep -nE '\<(Admitted|admit|give_up|bypass_check)\>|^ *(Axiom|Conjecture|Parameter|Unset|Set)' "$here"/*.v; then
  echo "build.sh: a proof is not complete, or something is assumed" >&2
  exit 1
fi

cd "$work"
rm -f ./*.vo ./*.ml ./*.mli
for theory in $theories Extraction Assumptions; do
  cp "$here/$theory.v" .
  if [ "$theory" = Assumptions ]; then
    coqc -q -Q . Isopath "$theory.v" >assumptions.txt
  else
    coqc -q -Q . Isopath "$theory.v"
  fi
done
if ! diff -u "$here/assumptions.txt" assumptions.txt; then
  echo "build.sh: the theorems rest on other axioms than assumptions.txt says" >&2
  exit 1
fi

cp "$here/integer.ml" "$here/reader.ml" "$here/main.ml" .
echo "let number = \"$version\"" >version.ml
ocamlfind ocamlopt -w -a -O3 -package zarith -c integer.ml core.mli core.ml version.ml
ocamlfind ocamlopt -w +a-4-9-40..42-44-45-48-70 -warn-error +a -O3 -inline 100 -package zarith -linkpkg \
  integer.cmx core.cmx version.cmx reader.ml main.ml -o "$program"
