(* The checker, and its soundness: whatever it accepts is true. *)
From Coq Require Import NArith Reals List.
From Isopath Require Import Rational Network Rules Equivalent Path Canonical.

(* A certificate as it is parsed. *)
Inductive certificate :=
  | Of_equivalent (k : equivalent_claim)
  | Of_canonical (k : canonical_claim)
  | Of_path_valid (p : path)
  | Of_connected (p : path) (segments : N).

(* What it claims. *)
Definition claim (k : certificate) : Prop :=
  match k with
  | Of_equivalent k => equivalent (first k) (second k)
  | Of_canonical k =>
      equivalent (network_of k) (canonical_of k) /\ is_canonical (canonical_of k) /\
      length (units (canonical_of k)) = N.to_nat (rank k)
  | Of_path_valid p => valid p
  | Of_connected p segments =>
      exists first last, hd_error (parameters p) = Some first /\ List.last (parameters p) first = last /\
        joined_by (path_act p) (N.to_nat (path_inputs p)) (N.to_nat (path_outputs p)) first last (N.to_nat segments)
  end.

Definition check (k : certificate) : result unit :=
  match k with
  | Of_equivalent k => check_equivalent k
  | Of_canonical k => check_canonical k
  | Of_path_valid p => check_path_valid p
  | Of_connected p segments => check_connected p segments
  end.

Theorem check_sound k : check k = Ok tt -> claim k.
Proof.
  destruct k; simpl.
  - intro H. now apply check_equivalent_sound in H as (_ & _ & H).
  - intro H. now apply check_canonical_sound in H as (_ & _ & E & C & L).
  - apply check_path_valid_sound.
  - apply check_connected_sound.
Qed.
