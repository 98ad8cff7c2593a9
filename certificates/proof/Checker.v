(* The checker, and its soundness: whatever it accepts is true. *)
From Coq Require Import NArith Reals List.
From Isopath Require Import Rational Network Rules Equivalent Path Canonical Rank.

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
      length (units (canonical_of k)) = N.to_nat (rank k) /\
      (* and no network with this function has fewer units *)
      (forall v, well_formed v -> equivalent v (network_of k) -> (N.to_nat (rank k) <= length (units v))%nat)
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

Lemma equivalent_trans u v w : equivalent u v -> equivalent v w -> equivalent u w.
Proof.
  intros (I & O & H) (I' & O' & H'). split; [congruence|]. split; [congruence|].
  intros x o Ho. rewrite H by easy. apply H'. congruence.
Qed.

Theorem check_sound k : check k = Ok tt -> claim k.
Proof.
  destruct k; simpl.
  - intro H. now apply check_equivalent_sound in H as (_ & _ & H).
  - intro H. apply check_canonical_sound in H as (_ & W & E & C & L). split; [easy|]. split; [easy|]. split; [easy|].
    intros v Wv Ev. rewrite <- L. apply canonical_least; try easy. now apply equivalent_trans with (network_of k).
  - apply check_path_valid_sound.
  - apply check_connected_sound.
Qed.
