#!/bin/sh
# The build of the proofs must fail if a proof is left out, something is assumed, or the axioms are not those on the list.
set -eu
proof=$(cd "$(dirname "$0")/../../certificates/proof" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0
failed=0

# expect_failure NAME MESSAGE: of the build of $folder/proof
expect_failure() {
  if sh "$folder/proof/build.sh" "$folder/work" "$folder/program" >"$folder/out" 2>&1; then
    echo "FAILED $1: the build succeeds"
    failed=$((failed + 1))
  elif ! grep -q "$2" "$folder/out"; then
    echo "FAILED $1: the build fails, but not with: $2"
    cat "$folder/out"
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
}
fresh() {
  rm -rf "$folder/proof" "$folder/work"
  cp -r "$proof" "$folder/proof"
}

fresh
sed -i '0,/^Qed\.$/s//Admitted./' "$folder/proof/Rational.v"
expect_failure "a proof that is admitted" "a proof is not complete"

fresh
echo 'Axiom anything : False.' >>"$folder/proof/Network.v"
expect_failure "an axiom that is written" "something is assumed"

# Not found in the text, but by Print Assumptions.
fresh
sed -i '/^Theorem check_sound/,$d' "$folder/proof/Checker.v"
cat >>"$folder/proof/Checker.v" <<'END'
Module Type T. Variable anything : False. End T.
Declare Module M : T.
Theorem check_sound k : check k = Ok tt -> claim k.
Proof. destruct M.anything. Qed.
END
expect_failure "an axiom that is hidden" "rest on other axioms"

fresh
sed -i 's/qsame_eq p q : qsame p q = true -> p = q/qsame_eq p q : qsame p q = true -> p <> q/' "$folder/proof/Rational.v"
expect_failure "a theorem that is false" "Error"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
