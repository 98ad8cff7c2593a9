(* The checker as OCaml. Z, N and positive become Zarith's integers, and the operations on them that the checker uses
   become those of integer.ml. These lines and that file are trusted: docs/trust.md. *)
From Coq Require Import ZArith NArith Extraction ExtrOcamlBasic.
From Isopath Require Import Checker.

Extract Inductive positive => "Integer.t" [ "Integer.twice_and_one" "Integer.twice" "Integer.one" ] "Integer.match_positive".
Extract Inductive N => "Integer.t" [ "Integer.zero" "" ] "Integer.match_n".
Extract Inductive Z => "Integer.t" [ "Integer.zero" "" "Integer.opp" ] "Integer.match_z".
Extract Inductive comparison => "Integer.comparison" [ "Integer.Eq" "Integer.Lt" "Integer.Gt" ].

Extract Inlined Constant Z.add => "Integer.add".
Extract Inlined Constant Z.mul => "Integer.mul".
Extract Inlined Constant Z.opp => "Integer.opp".
Extract Inlined Constant Z.div => "Integer.div".
Extract Inlined Constant Z.gcd => "Integer.gcd".
Extract Inlined Constant Z.even => "Integer.is_even".
Extract Inlined Constant Z.eqb => "Integer.equal".
Extract Inlined Constant Z.ltb => "Integer.less".
Extract Inlined Constant Z.compare => "Integer.compare".
Extract Inlined Constant Z.to_pos => "Integer.to_positive".
Extract Inlined Constant Pos.mul => "Integer.mul".
Extract Inlined Constant Pos.compare => "Integer.compare".
Extract Inlined Constant N.eqb => "Integer.equal".
Extract Inlined Constant N.ltb => "Integer.less".
Extract Inlined Constant N.compare => "Integer.compare".
Extract Inlined Constant N.succ => "Integer.succ".
Extract Inlined Constant N.pred => "Integer.pred_or_zero".
Extract Inlined Constant N.succ_pos => "Integer.succ".

Extraction "core.ml" Checker.check.
