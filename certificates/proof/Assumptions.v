(* What the theorems say and rest on: printed here, and compared with assumptions.txt by build.sh. *)
From Isopath Require Import Network Equivalent Path Canonical Independence Rank Segments Checker.
Check check_sound. Print Assumptions check_sound.
Check check_equivalent_sound. Print Assumptions check_equivalent_sound.
Check check_path_valid_sound. Print Assumptions check_path_valid_sound.
Check check_connected_sound. Print Assumptions check_connected_sound.
Check check_canonical_sound. Print Assumptions check_canonical_sound.
Check to_tanh_same_function. Print Assumptions to_tanh_same_function.
Check tanh_independent. Print Assumptions tanh_independent.
Check same_function_only_if. Print Assumptions same_function_only_if.
Check same_function_if. Print Assumptions same_function_if.
Check canonical_forms_agree. Print Assumptions canonical_forms_agree.
Check canonical_least. Print Assumptions canonical_least.
Check constant_along_iff. Print Assumptions constant_along_iff.
