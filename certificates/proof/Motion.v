(* Linear independence along a segment, where weights change linearly: 1, t, and 1 and t times tanh(p + q t), for real p
   and rational q <> 0, different up to sign, over R and on any interval.

   With y = e^s for a suitable multiple s of t, a linear relation, multiplied out, is A(y) + s B(y) = 0 with polynomials
   A and B. Deriving it twice removes the constant terms of both, and the rest can be divided by y: so A and B are 0,
   coefficient by coefficient, and Line.v speaks of each of them. *)
From Coq Require Import QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational Network Line Independence.
Import ListNotations.
Open Scope R_scope.

(* -- Sums of (p + q s) e^(k s) *)

(* The k of the first term is given, the next one has k + 1, and so on. *)
Fixpoint exponentials (k : nat) (l : list (R * R)) (s : R) : R :=
  match l with [] => 0 | (p, q) :: l => (p + q * s) * exp (INR k * s) + exponentials (S k) l s end.
Fixpoint derived (k : nat) (l : list (R * R)) : list (R * R) :=
  match l with [] => [] | (p, q) :: l => (INR k * p + q, INR k * q) :: derived (S k) l end.

Lemma derived_length l : forall k, length (derived k l) = length l.
Proof. induction l as [|[p q] l IH]; intro k; simpl; auto. Qed.

Lemma linear_derivative p q s : derivable_pt_lim (fun s => p + q * s) s q.
Proof.
  assert (H : derivable_pt_lim (fun s => p + q * s) s (0 + q * 1)); [|now rewrite Rplus_0_l, Rmult_1_r in H].
  apply derivable_pt_lim_plus with (f1 := fun _ => p) (f2 := fun s => q * s); [apply derivable_pt_lim_const|].
  apply (derivable_pt_lim_scal id q s 1), derivable_pt_lim_id.
Qed.

Lemma derived_limit l s : forall k, derivable_pt_lim (exponentials k l) s (exponentials k (derived k l) s).
Proof.
  induction l as [|[p q] l IH]; intro k; cbn [exponentials derived]; [apply (derivable_pt_lim_const 0)|].
  apply derivable_pt_lim_plus with (f1 := fun s => (p + q * s) * exp (INR k * s)); [|apply IH].
  replace ((INR k * p + q + INR k * q * s) * exp (INR k * s))
    with (q * exp (INR k * s) + (p + q * s) * (exp (INR k * s) * INR k)) by ring.
  apply derivable_pt_lim_mult with (f1 := fun s => p + q * s) (f2 := fun s => exp (INR k * s)).
  - apply linear_derivative.
  - apply derivable_pt_lim_comp with (f1 := fun s => INR k * s) (f2 := exp); [|apply derivable_pt_lim_exp].
    assert (H : derivable_pt_lim (fun s => INR k * s) s (INR k * 1)); [|now rewrite Rmult_1_r in H].
    apply (derivable_pt_lim_scal id (INR k) s 1), derivable_pt_lim_id.
Qed.

(* A function that is 0 between lo and hi has the derivative 0 there. *)
Lemma derivative_of_zero f lo hi s r :
  (forall s, lo < s < hi -> f s = 0) -> lo < s < hi -> derivable_pt_lim f s r -> r = 0.
Proof.
  intros Z S L. destruct (Req_dec r 0) as [|N]; [easy|]. exfalso.
  destruct (L (Rabs r) (Rabs_pos_lt r N)) as [delta H]. pose proof (cond_pos delta) as D.
  set (h := Rmin (delta / 2) ((hi - s) / 2)).
  assert (0 < h) by (apply Rmin_pos; lra).
  assert (h <= delta / 2) by apply Rmin_l. assert (h <= (hi - s) / 2) by apply Rmin_r.
  specialize (H h ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
  rewrite !Z in H by lra. replace ((0 - 0) / h - r) with (- r) in H by (field; lra). rewrite Rabs_Ropp in H. lra.
Qed.

Lemma exponentials_shift l s : forall k, exponentials (S k) l s = exp s * exponentials k l s.
Proof.
  induction l as [|[p q] l IH]; intro k; cbn [exponentials]; [ring|]. rewrite IH, S_INR.
  replace ((INR k + 1) * s) with (s + INR k * s) by ring. rewrite exp_plus. ring.
Qed.

Lemma derived_zero l : forall k, (forall z, In z (derived (S k) l) -> z = (0, 0)) -> forall z, In z l -> z = (0, 0).
Proof.
  induction l as [|[p q] l IH]; intros k H z; [easy|]. cbn [derived] in H. intros [<-|I].
  - specialize (H _ (or_introl eq_refl)). assert (0 < INR (S k)) by (apply lt_0_INR; lia).
    pose proof (f_equal fst H) as H1. pose proof (f_equal snd H) as H2. cbn [fst snd] in H1, H2.
    apply Rmult_integral in H2 as [H2|H2]; [lra|]. rewrite H2, Rplus_0_r in H1.
    apply Rmult_integral in H1 as [H1|H1]; [lra|]. now subst.
  - apply (IH (S k)); [|easy]. intros y J. apply H. now right.
Qed.

Lemma exponentials_zero lo hi : lo < hi -> forall n l, length l = n ->
  (forall s, lo < s < hi -> exponentials 0 l s = 0) -> forall z, In z l -> z = (0, 0).
Proof.
  intro B. induction n as [|n IH]; intros [|[p q] l] L Z; try easy. injection L as L.
  assert (D : forall l, (forall s, lo < s < hi -> exponentials 0 l s = 0) -> forall s, lo < s < hi -> exponentials 0 (derived 0 l) s = 0).
  { clear - B. intros l Z s S. eapply derivative_of_zero; [exact Z|exact S|]. apply derived_limit. }
  assert (Z' : forall z, In z l -> z = (0, 0)).
  { apply (derived_zero _ 0). apply (derived_zero _ 0). apply IH; [now rewrite !derived_length|].
    intros s S. pose proof (D _ (D _ Z) s S) as H. cbn [derived exponentials] in H. rewrite exponentials_shift in H.
    pose proof (exp_pos s). apply (Rmult_eq_reg_l (exp s)); [|lra]. rewrite Rmult_0_r, <- H. simpl INR. ring. }
  assert (Z0 : forall l k s, (forall z, In z l -> z = (0, 0)) -> exponentials k l s = 0).
  { clear. induction l as [|z l IH]; intros k s H; cbn [exponentials]; [easy|]. rewrite (H z) by now left.
    rewrite IH; [ring|]. intros y J. apply H. now right. }
  assert (E : forall s, lo < s < hi -> p + q * s = 0).
  { intros s S. specialize (Z s S). cbn [exponentials] in Z. rewrite (Z0 l 1%nat s Z') in Z.
    simpl INR in Z. rewrite Rmult_0_l, exp_0 in Z. lra. }
  pose proof (E ((2 * lo + hi) / 3) ltac:(lra)) as E1. pose proof (E ((lo + 2 * hi) / 3) ltac:(lra)) as E2.
  assert (q = 0) by nra. assert (p = 0) by nra. intros z [<-|I]; [now subst|now apply Z'].
Qed.

(* -- A(y) + s B(y), y = e^s *)

Fixpoint at_number (p : list R) (y : R) : R := match p with [] => 0 | r :: p => r + y * at_number p y end.

Lemma at_number_eq p y : at_point p (of_real y) = of_real (at_number p y).
Proof. induction p as [|r p IH]; cbn; [easy|]. rewrite IH. unfold c_add, c_mul, of_real; simpl. f_equal; ring. Qed.

(* The coefficients of the two, with 0 beyond their ends. *)
Fixpoint side_by_side (p q : list R) : list (R * R) :=
  match p, q with
  | r :: p, s :: q => (r, s) :: side_by_side p q
  | [], q => map (fun s => (0, s)) q
  | p, [] => map (fun r => (r, 0)) p
  end.

Lemma side_by_side_value p s : forall q, exponentials 0 (side_by_side p q) s = at_number p (exp s) + s * at_number q (exp s).
Proof.
  induction p as [|r p IH]; intro q.
  - induction q as [|r q IH]; cbn [side_by_side map exponentials at_number]; [ring|].
    simpl side_by_side in IH. rewrite exponentials_shift, IH. simpl INR. rewrite Rmult_0_l, exp_0. cbn [at_number]. ring.
  - destruct q as [|r' q].
    + cbn [side_by_side map exponentials]. replace (map (fun r => (r, 0)) p) with (side_by_side p []) by now destruct p.
      rewrite exponentials_shift, IH. simpl INR. rewrite Rmult_0_l, exp_0. cbn [at_number]. ring.
    + cbn [side_by_side exponentials at_number]. rewrite exponentials_shift, IH. simpl INR. rewrite Rmult_0_l, exp_0. ring.
Qed.

Lemma side_by_side_zero p : forall q, (forall z, In z (side_by_side p q) -> z = (0, 0)) ->
  (forall r, In r p -> r = 0) /\ (forall s, In s q -> s = 0).
Proof.
  induction p as [|r p IH]; intros [|s q] H; try (split; easy).
  - split; [easy|]. intros s' I. apply (in_map (fun s => (0, s))) in I. apply H in I. now injection I.
  - split; [|easy]. intros r' I. apply (in_map (fun r => (r, 0))) in I. apply H in I. now injection I.
  - pose proof (H _ (or_introl eq_refl)) as E. injection E as E1 E2.
    destruct (IH q) as [P Q]; [intros z I; apply H; now right|].
    split; intros z [<-|I]; auto.
Qed.

Lemma at_number_zero p y : (forall r, In r p -> r = 0) -> at_number p y = 0.
Proof.
  induction p as [|r p IH]; intro H; cbn [at_number]; [easy|]. rewrite (H r) by now left.
  rewrite IH; [ring|]. intros s I. apply H. now right.
Qed.

(* -- 1, s, and 1 and s times 1 / (1 + e^(P s + g)) *)

Section Weights.
  Context {X : Type} (height : X -> nat) (shift : X -> R).
  Definition terms_with (weight : X -> R) : list X -> list term := map (fun x => Term (weight x) (height x) (shift x)).

  Lemma same_product p q l : product (terms_with p l) = product (terms_with q l).
  Proof. induction l as [|x l IH]; simpl; [easy|]. now rewrite IH. Qed.

  Lemma scaled_terms k u v l s : (forall x, u x = k * v x) -> sum (term_at s) (terms_with u l) = k * sum (term_at s) (terms_with v l).
  Proof.
    intro E. unfold terms_with. rewrite !sum_map, <- sum_scale. apply sum_ext. intros x _. unfold term_at; simpl.
    rewrite E. unfold Rdiv. ring.
  Qed.

  Lemma line_independent_in_motion p q r r' l lo hi : lo < hi ->
    (forall s, lo < s < hi -> r + r' * s + sum (fun x => (p x + q x * s) / (1 + exp (INR (height x) * s + shift x))) l = 0) ->
    forall s, r + sum (term_at s) (terms_with p l) = 0 /\ r' + sum (term_at s) (terms_with q l) = 0.
  Proof.
    intros B Z. set (P := numerator r (terms_with p l)). set (Q := numerator r' (terms_with q l)).
    assert (E : forall s, exists k, k <> 0 /\ at_number P (exp s) = k * (r + sum (term_at s) (terms_with p l))
                                    /\ at_number Q (exp s) = k * (r' + sum (term_at s) (terms_with q l))).
    { intro s. destruct (numerator_real r (terms_with p l) s) as (k & K & HP & HN).
      destruct (numerator_real r' (terms_with q l) s) as (k' & _ & HP' & HN').
      rewrite (same_product q p), HP in HP'. injection HP' as <-.
      rewrite at_number_eq in HN, HN'. injection HN as HN. injection HN' as HN'. exists k. easy. }
    assert (C : forall z, In z (side_by_side P Q) -> z = (0, 0)).
    { apply (exponentials_zero lo hi B _ _ eq_refl). intros s S. rewrite side_by_side_value.
      destruct (E s) as (k & _ & -> & ->). transitivity (k * 0); [|ring]. rewrite <- (Z s S).
      unfold terms_with. rewrite !sum_map. unfold term_at; simpl.
      rewrite (sum_ext (fun x => (p x + q x * s) / _) (fun x => p x / (1 + exp (INR (height x) * s + shift x))
                         + s * (q x / (1 + exp (INR (height x) * s + shift x))))) by (intros; unfold Rdiv; ring).
      rewrite sum_plus, sum_scale. ring. }
    apply side_by_side_zero in C as [CP CQ]. intro s. destruct (E s) as (k & K & EP & EQ).
    rewrite at_number_zero in EP, EQ by easy.
    split; apply (Rmult_eq_reg_l k); lra.
  Qed.
End Weights.

(* -- 1, t, and 1 and t times tanh(p + q t) *)

Definition direction (q : R) : R := if Req_EM_T q 0 then 0 else if Rlt_dec q 0 then -1 else 1.
Definition speed (q : R) : R := if Req_EM_T q 0 then 1 else Rabs q.
Definition far_behind (p q : R) : R := if Req_EM_T q 0 then tanh p else direction q.

Lemma tanh_in_motion p q t :
  tanh (p + q * t) = far_behind p q - 2 * direction q / (1 + exp (2 * speed q * t + 2 * direction q * p)).
Proof.
  unfold far_behind, direction, speed. destruct (Req_EM_T q 0) as [->|N].
  - rewrite Rmult_0_l, Rplus_0_r. unfold Rdiv. ring.
  - destruct (Rlt_dec q 0).
    + rewrite Rabs_left by easy. replace (p + q * t) with (- (- q * t - p)) by ring. rewrite tanh_odd, tanh_by_exp.
      replace (2 * (- q * t - p)) with (2 * - q * t + 2 * -1 * p) by ring. unfold Rdiv. ring.
    + rewrite Rabs_right, tanh_by_exp by lra. replace (2 * (p + q * t)) with (2 * q * t + 2 * 1 * p) by ring. unfold Rdiv. ring.
Qed.

Lemma speed_positive q : 0 < speed q.
Proof. unfold speed. destruct (Req_EM_T q 0); [lra|now apply Rabs_pos_lt]. Qed.

Lemma speed_rational q : is_rational q -> is_rational (speed q).
Proof.
  intros [k ->]. unfold speed. destruct (Req_EM_T _ 0); [exists 1%Q; unfold Q2R; simpl; field|].
  unfold Rabs. destruct (Rcase_abs _); [exists (- k)%Q; now rewrite Q2R_opp|now exists k].
Qed.

Lemma same_up_to_sign p q p' q' : q <> 0 -> q' <> 0 -> speed q = speed q' -> 2 * direction q * p = 2 * direction q' * p' ->
  (p, q) = (p', q') \/ (p, q) = (- p', - q').
Proof.
  unfold speed, direction. intros N N'. destruct (Req_EM_T q 0), (Req_EM_T q' 0); try easy. unfold Rabs.
  destruct (Rcase_abs q), (Rcase_abs q'), (Rlt_dec q 0), (Rlt_dec q' 0); intros; try lra;
    first [left; f_equal; lra | right; f_equal; lra].
Qed.

(* The sums of the weights of those that move as P + Q t. *)
Lemma motion_independent {X} (l : list X) (v w p q : X -> R) r r' P Q (moves_so : X -> bool) :
  Q <> 0 -> is_rational Q -> (forall x, In x l -> is_rational (q x)) ->
  (forall x, In x l -> if moves_so x then p x = P /\ q x = Q else (p x, q x) <> (P, Q) /\ (p x, q x) <> (- P, - Q)) ->
  (forall t, 0 < t < 1 -> r + r' * t + sum (fun x => (v x + w x * t) * tanh (p x + q x * t)) l = 0) ->
  sum (fun x => if moves_so x then v x else 0) l = 0 /\ sum (fun x => if moves_so x then w x else 0) l = 0.
Proof.
  intros HQ RQ Rq So Z.
  destruct (common_denominator speed (Q :: map q l)) as (N & N0 & Heights).
  { intros k [<-|I]; (split; [apply speed_rational|apply speed_positive]); [easy|].
    apply in_map_iff in I as (x & <- & I). now apply Rq. }
  assert (NR : 0 < INR N) by now apply lt_0_INR.
  set (height_of := fun q => Z.to_nat (Int_part (speed q * INR N))).
  assert (Height : forall k, In k (Q :: map q l) -> (0 < height_of k)%nat /\ INR (height_of k) = speed k * INR N).
  { intros k I. destruct (Heights k I) as (h & H & E). unfold height_of. rewrite E, Int_part_INR, Nat2Z.id. easy. }
  set (shift_of := fun p q => 2 * direction q * p).
  set (height_at := fun x => height_of (q x)). set (shift_at := fun x => shift_of (p x) (q x)).
  set (v' := fun x => -2 * direction (q x) * v x). set (w' := fun x => - INR N * direction (q x) * w x).
  set (c := fun x => far_behind (p x) (q x)).
  assert (D : forall s, r + sum (fun x => v x * c x) l + sum (term_at s) (terms_with height_at shift_at v' l) = 0 /\
                        INR N / 2 * (r' + sum (fun x => w x * c x) l) + sum (term_at s) (terms_with height_at shift_at w' l) = 0).
  { apply line_independent_in_motion with (lo := 0) (hi := 2 / INR N); [apply Rdiv_lt_0_compat; lra|]. intros s [S0 S1].
    set (t := INR N / 2 * s). rewrite <- (Z t).
    - rewrite (sum_ext (fun x => (v x + w x * t) * _) (fun x => v x * c x + (t * (w x * c x)
        + (v' x + w' x * s) / (1 + exp (INR (height_at x) * s + shift_at x))))).
      + rewrite !sum_plus, sum_scale. unfold t. field.
      + intros x I. rewrite tanh_in_motion. fold (c x). unfold shift_at, shift_of, height_at.
        rewrite (proj2 (Height (q x) (or_intror (in_map q l x I)))). unfold v', w', t.
        replace (2 * speed (q x) * (INR N / 2 * s)) with (speed (q x) * INR N * s) by field.
        pose proof (exp_pos (speed (q x) * INR N * s + 2 * direction (q x) * p x)). field. lra.
    - assert (INR N * s < 2); [|unfold t; nra].
      replace 2 with (INR N * (2 / INR N)) by (field; lra). now apply Rmult_lt_compat_l. }
  assert (By_key : forall u k, (forall s, k + sum (term_at s) (terms_with height_at shift_at (fun x => direction (q x) * u x) l) = 0) ->
                   sum (fun x => if moves_so x then u x else 0) l = 0).
  { intros u k H. apply line_independent_by_key with (k := (height_of Q, shift_of P Q)) in H.
    - unfold terms_with in H. rewrite sum_map in H. cbn [weight] in H.
      rewrite (sum_ext _ (fun x => direction Q * (if moves_so x then u x else 0))) in H.
      + rewrite sum_scale in H. apply Rmult_integral in H as [H|H]; [|easy]. exfalso. unfold direction in H.
        destruct (Req_EM_T Q 0), (Rlt_dec Q 0); lra.
      + intros x I. unfold key; cbn [height shift]. specialize (So x I). destruct (moves_so x).
        * destruct So as [<- <-]. destruct (key_eq_dec _ _); [easy|]. unfold height_at, shift_at in *. easy.
        * destruct (key_eq_dec _ _) as [E|]; [|ring]. injection E as E1 E2.
          destruct (Req_EM_T (q x) 0) as [E|E]; [unfold direction at 1; destruct (Req_EM_T (q x) 0); [ring|easy]|].
          exfalso. assert (V : speed (q x) = speed Q).
          { apply (Rmult_eq_reg_r (INR N)); [|lra].
            rewrite <- (proj2 (Height (q x) (or_intror (in_map q l x I)))), <- (proj2 (Height Q (or_introl eq_refl))).
            unfold height_at in E1. now rewrite E1. }
          destruct (same_up_to_sign _ _ _ _ E HQ V E2); now apply So.
    - intros t I. apply in_map_iff in I as (x & <- & I). apply (Height (q x)). right. now apply in_map. }
  split; [apply (By_key v (- / 2 * (r + sum (fun x => v x * c x) l)))
         |apply (By_key w (- / INR N * (INR N / 2 * (r' + sum (fun x => w x * c x) l))))]; intro s; destruct (D s) as [D1 D2].
  - rewrite (scaled_terms _ _ (- / 2) _ v') by (intro; unfold v'; field). transitivity (- / 2 * 0); [rewrite <- D1|]; ring.
  - rewrite (scaled_terms _ _ (- / INR N) _ w') by (intro; unfold w'; field; lra).
    transitivity (- / INR N * 0); [rewrite <- D2|]; ring.
Qed.
