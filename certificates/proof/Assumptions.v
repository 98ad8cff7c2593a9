(* What the theorems rest on: printed here, and compared with assumptions.txt by build.sh. *)
From Isopath Require Import Network Equivalent Path Canonical Checker.
Check check_sound. Print Assumptions check_sound.
Check to_tanh_same_function. Print Assumptions to_tanh_same_function.
