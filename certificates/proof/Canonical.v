(* The kind "canonical": docs/certificate-format.md, section 3. *)
From Coq Require Import NArith QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational Gather Network Rules Equivalent.
Import ListNotations.
Open Scope R_scope.

Record canonical_claim := Canonical {
  network_of : network; canonical_of : network; rank : N; network_groups : list (option N) }.

(* The entries of (b, c). *)
Definition numbers_of (u : hidden_unit) : list Q := b u ++ [c u].

(* Lexicographic order of rationals, for vectors of the same length. *)
Fixpoint before (v w : list Q) : bool :=
  match v, w with
  | p :: v, q :: w => match (p ?= q)%Q with Lt => true | Eq => before v w | Gt => false end
  | _, _ => false
  end.

(* C2 *)
Definition is_canonical_unit (u : hidden_unit) : bool :=
  if vzero (a u) then false else match first_sign (b u) with Some s => s | None => false end.

(* C3: the number of the first unit that is not beyond the one before it. *)
Fixpoint first_not_beyond (i : N) (u : hidden_unit) (us : list hidden_unit) : option N :=
  match us with
  | [] => None
  | v :: us => if before (numbers_of u) (numbers_of v) then first_not_beyond (N.succ i) v us else Some i
  end.

Fixpoint numbered (i : N) (us : list hidden_unit) (done : list (option N)) : list (option N) :=
  match us with [] => rev_append done [] | _ :: us => numbered (N.succ i) us (Some i :: done) end.

Definition require_none (bad : option N) (broken : rule) : result unit :=
  match bad with Some i => Refused broken [At First_unit i] | None => Ok tt end.

Definition check_canonical (k : canonical_claim) : result unit :=
  let w := canonical_of k in
  let* _ := require (fits (network_of k)) T4 [] in
  let* _ := require (fits w) T4 [] in
  let* _ := require (has_length (units w) (rank k)) C1 [] in
  let* _ := require (same_shape (network_of k) w) C1 [] in
  let* _ := require (match act w with Tanh => true | Logistic => false end) C1 [] in
  let* _ := require_none (first_false is_canonical_unit 0 (units w)) C2 in
  let* _ := require_none (match units w with [] => None | u :: us => first_not_beyond 1 u us end) C3 in
  check_same_function (Names C4 (fun g => if N.ltb g (rank k) then C4 else G2)) C5 C6 w (to_tanh (network_of k))
    (numbered 0 (units w) []) (network_groups k).

(* -- Soundness *)

(* Canonical forms: docs/mathematics.md, section 3. *)
Fixpoint increasing (us : list hidden_unit) : Prop :=
  match us with
  | u :: (v :: _) as rest => before (numbers_of u) (numbers_of v) = true /\ increasing rest
  | _ => True
  end.

Record is_canonical (w : network) : Prop := {
  is_tanh : act w = Tanh;
  has_weight : forall u, In u (units w) -> exists o, (o < N.to_nat (outputs w))%nat /\ entry (a u) o <> 0;
  is_oriented : forall u, In u (units w) -> first_sign (b u) = Some true;
  is_increasing : increasing (units w) }.

Lemma qzero_false q : qzero q = false -> Q2R q <> 0.
Proof.
  unfold qzero, Q2R. destruct q as [k p]; simpl. intros H E. apply Z.eqb_neq in H.
  apply Rmult_integral in E as [E|E]; [now apply eq_IZR_R0 in E|].
  revert E. apply Rinv_neq_0_compat. now apply not_0_IZR.
Qed.

Lemma vzero_false v : vzero v = false -> exists k, (k < length v)%nat /\ entry v k <> 0.
Proof.
  induction v as [|q v IH]; simpl; [easy|]. destruct (qzero q) eqn:E.
  - intro H. destruct (IH H) as (k & L & F). exists (S k). split; [lia|exact F].
  - intros _. exists O. split; [lia|]. now apply qzero_false.
Qed.

Lemma first_not_beyond_increasing us : forall i u, first_not_beyond i u us = None -> increasing (u :: us).
Proof.
  induction us as [|v us IH]; intros i u H; simpl in *; [easy|].
  destruct (before (numbers_of u) (numbers_of v)); [|easy]. split; [easy|]. now apply IH with (N.succ i).
Qed.

(* Accepted certificates of the kind "canonical": the same function, in canonical form, with so many units. *)
Theorem check_canonical_sound k u : check_canonical k = Ok u ->
  well_formed (network_of k) /\ well_formed (canonical_of k) /\ equivalent (network_of k) (canonical_of k) /\
  is_canonical (canonical_of k) /\ length (units (canonical_of k)) = N.to_nat (rank k).
Proof.
  unfold check_canonical. intro H.
  apply bind_ok in H as (? & V & H). apply bind_ok in H as (? & W & H). apply bind_ok in H as (? & L & H).
  apply bind_ok in H as (? & S & H). apply bind_ok in H as (? & T & H). apply bind_ok in H as (? & C2 & H).
  apply bind_ok in H as (? & C3 & H). apply require_ok in V, W, L, S, T.
  apply fits_well_formed in V, W. apply has_length_eq in L.
  destruct (act (canonical_of k)) eqn:Tanh; [|easy]. clear T.
  unfold same_shape in S. destruct (N.eqb_spec (inputs (network_of k)) (inputs (canonical_of k))) as [Hi|]; [|easy].
  apply N.eqb_eq in S as Ho. split; [easy|]. split; [easy|]. split; [|split; [split|]]; [| |intros v I|intros v I| |easy].
  - split; [easy|]. split; [easy|]. intros point o Ho'. destruct V as [V _].
    rewrite <- (to_tanh_same_function (network_of k)) by lia. symmetry.
    destruct (to_tanh_shape (network_of k)) as [I _].
    refine (check_same_function_sound _ _ _ _ _ _ _ _ Tanh (to_tanh_act _) _ H point o). congruence.
  - easy.
  - destruct (first_false _ 0 _) eqn:F in C2; [easy|]. apply (first_false_none _ _ _ F) in I as G.
    unfold is_canonical_unit in G. destruct (vzero (a v)) eqn:Z; [easy|].
    destruct (vzero_false _ Z) as (o & Lo & E). exists o. split; [|easy]. destruct W as [_ W].
    destruct (W _ I) as [E' _]. lia.
  - destruct (first_false _ 0 _) eqn:F in C2; [easy|]. apply (first_false_none _ _ _ F) in I as G.
    unfold is_canonical_unit in G. destruct (vzero (a v)); [easy|]. destruct (first_sign (b v)) as [[]|]; easy.
  - destruct (units (canonical_of k)) as [|v vs]; [easy|].
    destruct (first_not_beyond 1 v vs) eqn:F; [easy|]. now apply first_not_beyond_increasing with 1%N.
Qed.
