(* What several kinds check: shapes, oriented pairs in groups, and equality in K. docs/certificate-format.md,
   section 2. *)
From Coq Require Import NArith QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational Gather Network.
Import ListNotations.
Open Scope R_scope.

Inductive rule := T4 | G1 | G2 | C1 | C2 | C3 | C4 | C5 | C6 | E1 | E2 | E3 | E4 | P1 | P2 | S1 | S2 | S3 | K1.

(* Where a rule is broken. *)
Inductive part := First_unit | Second_unit | Group | Output | Vertex | Changed_unit.
Record place := At { what : part; number : N }.

Inductive result (X : Type) := Ok (x : X) | Refused (broken : rule) (places : list place).
Arguments Ok {X}.
Arguments Refused {X}.

Definition bind {X Y} (r : result X) (next : X -> result Y) : result Y :=
  match r with Ok x => next x | Refused broken places => Refused broken places end.
Notation "'let*' x ':=' r 'in' next" := (bind r (fun x => next)) (at level 200, x pattern, right associativity).

Definition require (holds : bool) (broken : rule) (places : list place) : result unit :=
  if holds then Ok tt else Refused broken places.

Lemma bind_ok {X Y} (r : result X) (next : X -> result Y) y : bind r next = Ok y -> exists x, r = Ok x /\ next x = Ok y.
Proof. destruct r; simpl; [|easy]. eauto. Qed.
Lemma require_ok holds broken places u : require holds broken places = Ok u -> holds = true.
Proof. unfold require. now destruct holds. Qed.

(* -- Shapes *)

Fixpoint first_false {X} (holds : X -> bool) (i : N) (l : list X) : option N :=
  match l with [] => None | x :: l => if holds x then first_false holds (N.succ i) l else Some i end.

Lemma first_false_none {X} (holds : X -> bool) l : forall i, first_false holds i l = None -> forall x, In x l -> holds x = true.
Proof.
  induction l as [|y l IH]; simpl; intros i H x; [easy|].
  destruct (holds y) eqn:E; [|easy]. intros [<-|I]; [easy|]. now apply (IH _ H).
Qed.

Definition unit_fits (n m : N) (u : hidden_unit) : bool := if has_length (a u) m then has_length (b u) n else false.

Definition fits (w : network) : bool :=
  if has_length (d w) (outputs w) then
    match first_false (unit_fits (inputs w) (outputs w)) 0 (units w) with None => true | Some _ => false end
  else false.

(* A network is written with vectors of the lengths that it states. *)
Definition well_formed (w : network) : Prop :=
  length (d w) = N.to_nat (outputs w) /\
  forall u, In u (units w) -> length (a u) = N.to_nat (outputs w) /\ length (b u) = N.to_nat (inputs w).

Lemma fits_well_formed w : fits w = true -> well_formed w.
Proof.
  unfold fits. destruct (has_length (d w) (outputs w)) eqn:E; [|easy].
  destruct (first_false _ 0 (units w)) eqn:F; [easy|]. intros _. split; [now apply has_length_eq|].
  intros u I. pose proof (first_false_none _ _ _ F u I) as H. unfold unit_fits in H.
  destruct (has_length (a u) (outputs w)) eqn:G; [|easy]. split; now apply has_length_eq.
Qed.

(* -- Oriented pairs (M2) *)

Definition pair := (list Q * Q)%type.

Definition turned (s : bool) (u : hidden_unit) : pair := (vturn s (b u), qturn s (c u)).

Definition same_pair (p q : pair) : bool := if qsame (snd p) (snd q) then vsame (fst p) (fst q) else false.

Lemma same_pair_eq p q : same_pair p q = true -> p = q.
Proof.
  unfold same_pair. destruct (qsame (snd p) (snd q)) eqn:E; [|easy]. intro H.
  apply qsame_eq in E. apply vsame_eq in H. destruct p, q; simpl in *; congruence.
Qed.

(* The tanh of a pair at x. *)
Definition pair_tanh (n : nat) (p : pair) (x : nat -> R) : R := tanh (dot n (entry (fst p)) x + Q2R (snd p)).

Lemma turned_tanh n s u x : pair_tanh n (turned s u) x = sign s * pair_tanh n (b u, c u) x.
Proof.
  unfold pair_tanh; simpl. rewrite qturn_eq, (dot_ext n _ (fun j => sign s * entry (b u) j)) by (intro; apply vturn_eq).
  rewrite dot_scale, <- tanh_sign. f_equal. ring.
Qed.

(* -- Equality in K (C6, E4, S3). The difference of two biases, for every output, is gathered by output and argument;
   the argument 0 stands for the rational part. *)

Definition k_key := (N * Q)%type.
Definition k_compare (k l : k_key) : comparison :=
  match N.compare (fst k) (fst l) with Eq => qcompare (snd k) (snd l) | order => order end.
Lemma k_compare_eq k l : k_compare k l = Eq -> k = l.
Proof.
  unfold k_compare. destruct k as [i p], l as [j q]; simpl. destruct (N.compare_spec i j); try discriminate.
  intro H'. apply qcompare_eq in H'. now subst.
Qed.

Definition k_tree := tree k_key (total (V := Q)).

Definition point_value (q : Q) : R := if qzero q then 1 else tanh (Q2R q).

Definition is_output (i : N) (o : nat) : R := if Nat.eqb (N.to_nat i) o then 1 else 0.

Definition k_entry (o : nat) (k : k_key) (t : total (V := Q)) : R :=
  is_output (fst k) o * (point_value (snd k) * total_value Q2R t).
Definition k_value (o : nat) (t : k_tree) : R := tree_sum (k_entry o) t.

Definition add_term (i : N) (q x : Q) (t : k_tree) : k_tree :=
  if qzero x then t else
  update k_compare (i, q) (fun old => include qadd x (match old with Some v => v | None => [] end)) t.

Lemma add_term_value o i q x t : k_value o (add_term i q x t) = k_value o t + is_output i o * (point_value q * Q2R x).
Proof.
  unfold add_term. destruct (qzero x) eqn:E; [rewrite (qzero_eq _ E); lra|].
  unfold k_value. rewrite (update_sum _ k_compare_eq). unfold old_value.
  destruct (find k_compare (i, q) t) as [old|]; unfold k_entry at 2; simpl.
  - unfold k_entry at 2; simpl. rewrite include_value by apply qadd_eq. ring.
  - unfold total_value; simpl. ring.
Qed.

(* x tanh(q), q of any sign. *)
Definition add_tanh (i : N) (side : bool) (x q : Q) (t : k_tree) : k_tree :=
  if qzero q then t else
  let s := Z.ltb 0 (Qnum q) in add_term i (qturn s q) (qturn (Bool.eqb side s) x) t.

Lemma sign_eqb r s : sign (Bool.eqb r s) = sign r * sign s.
Proof. destruct r, s; simpl; ring. Qed.

Lemma qzero_turn s q : qzero (qturn s q) = qzero q.
Proof. destruct s, q as [[] ?]; easy. Qed.

Lemma add_tanh_value o i side x q t :
  k_value o (add_tanh i side x q t) = k_value o t + is_output i o * (sign side * (Q2R x * tanh (Q2R q))).
Proof.
  unfold add_tanh. destruct (qzero q) eqn:E; [rewrite (qzero_eq _ E), tanh_0; ring|].
  rewrite add_term_value, qturn_eq, sign_eqb. unfold point_value. rewrite qzero_turn, E, qturn_eq, tanh_sign.
  set (s := Z.ltb 0 (Qnum q)). pose proof (sign_sign s) as H.
  replace (sign s * tanh (Q2R q) * (sign side * sign s * Q2R x))
    with (sign s * sign s * (sign side * (Q2R x * tanh (Q2R q)))) by ring.
  rewrite H. ring.
Qed.

Definition add_bias (i : N) (side : bool) (e : bias) (t : k_tree) : k_tree :=
  fold_left (fun t '(x, q) => add_tanh i side x q t) (terms e) (add_term i 0 (qturn side (rational e)) t).

Lemma add_bias_value o i side e t :
  k_value o (add_bias i side e t) = k_value o t + is_output i o * (sign side * bias_value e).
Proof.
  unfold add_bias, bias_value.
  assert (H : forall l t, k_value o (fold_left (fun t '(x, q) => add_tanh i side x q t) l t)
     = k_value o t + is_output i o * (sign side * sum (fun '(k, q) => Q2R k * tanh (Q2R q)) l)).
  { clear t. induction l as [|[x q] l IH]; intro t; simpl; [ring|]. rewrite IH, add_tanh_value. ring. }
  rewrite H, add_term_value, qturn_eq. unfold point_value; simpl. ring.
Qed.

Fixpoint add_biases (i : N) (side : bool) (ds : list bias) (t : k_tree) : k_tree :=
  match ds with [] => t | e :: ds => add_biases (N.succ i) side ds (add_bias i side e t) end.

Fixpoint add_vector (i : N) (add : N -> Q -> k_tree -> k_tree) (v : list Q) (t : k_tree) : k_tree :=
  match v with [] => t | x :: v => add_vector (N.succ i) add v (add i x t) end.

Lemma is_output_shift i o : is_output i (N.to_nat i + o) = if Nat.eqb o 0 then 1 else 0.
Proof. unfold is_output. destruct (Nat.eqb_spec (N.to_nat i) (N.to_nat i + o)), (Nat.eqb_spec o 0); try easy; lia. Qed.

Lemma is_output_before i o : (o < N.to_nat i)%nat -> is_output i o = 0.
Proof. intro H. unfold is_output. destruct (Nat.eqb_spec (N.to_nat i) o); [lia|easy]. Qed.

Lemma add_biases_value side ds : forall i o t,
  k_value o (add_biases i side ds t) =
  k_value o t + if Nat.ltb o (N.to_nat i) then 0 else sign side * bias_value (nth (o - N.to_nat i) ds no_bias).
Proof.
  assert (Z : bias_value no_bias = 0) by (unfold bias_value, no_bias; simpl; rewrite Q2R_0; lra).
  induction ds as [|e ds IH]; intros i o t; simpl.
  - destruct (o - N.to_nat i)%nat; rewrite Z; destruct (Nat.ltb o (N.to_nat i)); lra.
  - rewrite IH, add_bias_value. rewrite N2Nat.inj_succ.
    destruct (Nat.ltb_spec o (N.to_nat i)), (Nat.ltb_spec o (S (N.to_nat i))); try lia.
    + rewrite is_output_before by easy. lra.
    + assert (o = N.to_nat i) as -> by lia. rewrite Nat.sub_diag.
      replace (N.to_nat i) with (N.to_nat i + 0)%nat at 2 by lia. rewrite is_output_shift. simpl. lra.
    + replace (o - N.to_nat i)%nat with (S (o - S (N.to_nat i))) by lia.
      unfold is_output. destruct (Nat.eqb_spec (N.to_nat i) o); [lia|]. lra.
Qed.

Lemma add_vector_value (add : N -> Q -> k_tree -> k_tree) (k : R) v :
  (forall o i x t, k_value o (add i x t) = k_value o t + is_output i o * (k * Q2R x)) ->
  forall i o t, k_value o (add_vector i add v t) =
  k_value o t + if Nat.ltb o (N.to_nat i) then 0 else k * entry v (o - N.to_nat i).
Proof.
  intro H. induction v as [|x v IH]; intros i o t; simpl.
  - rewrite entry_nil. destruct (Nat.ltb o (N.to_nat i)); lra.
  - rewrite IH, H. rewrite N2Nat.inj_succ.
    destruct (Nat.ltb_spec o (N.to_nat i)), (Nat.ltb_spec o (S (N.to_nat i))); try lia.
    + rewrite is_output_before by easy. lra.
    + assert (o = N.to_nat i) as -> by lia. rewrite Nat.sub_diag.
      replace (N.to_nat i) with (N.to_nat i + 0)%nat at 2 by lia. rewrite is_output_shift. unfold entry; simpl. lra.
    + replace (o - N.to_nat i)%nat with (S (o - S (N.to_nat i))) by lia.
      unfold is_output. destruct (Nat.eqb_spec (N.to_nat i) o); [lia|]. unfold entry; simpl. lra.
Qed.

(* A constant unit (M3): a tanh(c). *)
Definition add_constant (side : bool) (v : list Q) (q : Q) : k_tree -> k_tree :=
  add_vector 0 (fun i x => add_tanh i side x q) v.

Lemma add_constant_value side v q o t :
  k_value o (add_constant side v q t) = k_value o t + sign side * (entry v o * tanh (Q2R q)).
Proof.
  unfold add_constant. rewrite (add_vector_value _ (sign side * tanh (Q2R q))).
  - simpl. rewrite Nat.sub_0_r. ring.
  - intros. rewrite add_tanh_value. ring.
Qed.

(* A vector of rational numbers. *)
Definition add_rationals (side : bool) (v : list Q) : k_tree -> k_tree :=
  add_vector 0 (fun i x => add_term i 0 (qturn side x)) v.

Lemma add_rationals_value side v o t :
  k_value o (add_rationals side v t) = k_value o t + sign side * entry v o.
Proof.
  unfold add_rationals. rewrite (add_vector_value _ (sign side)).
  - simpl. now rewrite Nat.sub_0_r.
  - intros. rewrite add_term_value, qturn_eq. unfold point_value; simpl. ring.
Qed.

(* The first output in which the difference is not 0. *)
Definition first_difference (t : k_tree) : option N :=
  match first_failing (fun _ v => qzero (grand_total qadd 0%Q v)) t with Some (i, _) => Some i | None => None end.

Lemma no_difference t o : first_difference t = None -> k_value o t = 0.
Proof.
  unfold first_difference, k_value. destruct (first_failing _ t) as [[? ?]|] eqn:E; [easy|]. intros _.
  rewrite <- (tree_sum_zero t). refine (none_failing _ _ _ _ _ E). intros k v H. unfold k_entry.
  rewrite <- (grand_total_value qadd 0%Q Q2R qadd_eq Q2R_0), (qzero_eq _ H). ring.
Qed.

Definition require_no_difference (broken : rule) (t : k_tree) : result unit :=
  match first_difference t with None => Ok tt | Some o => Refused broken [At Output o] end.

Lemma require_no_difference_ok broken t u : require_no_difference broken t = Ok u -> forall o, k_value o t = 0.
Proof. unfold require_no_difference. destruct (first_difference t) eqn:E; [easy|]. intros _ o. now apply no_difference. Qed.
