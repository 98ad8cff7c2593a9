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
# Each line needs those above only.
levels="Rational
Gather Store Network
Rules
Equivalent Path Line
Canonical Independence
Rank Motion
Checker Segments
Extraction Assumptions"

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
cp "$here"/*.v .
while read -r level; do
  running=""
  for theory in $level; do
    coqc -q -Q . Isopath "$theory.v" >"$theory.out" &
    running="$running $!"
  done
  failed=""
  for process in $running; do
    wait "$process" || failed=yes
  done
  [ -z "$failed" ] || exit 1
done <<END
$levels
END
if ! diff -u "$here/assumptions.txt" Assumptions.out; then
  echo "build.sh: the theorems rest on other axioms than assumptions.txt says" >&2
  exit 1
fi

cp "$here/integer.ml" "$here/reader.ml" "$here/main.ml" .
echo "let number = \"$version\"" >version.ml
ocamlfind ocamlopt -w -a -O3 -package zarith -c integer.ml core.mli core.ml version.ml
ocamlfind ocamlopt -w +a-4-9-40..42-44-45-48-70 -warn-error +a -O3 -inline 100 -package zarith -linkpkg \
  integer.cmx core.cmx version.cmx reader.ml main.ml -o "$program"
