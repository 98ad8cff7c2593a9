(* Linear independence on a line: 1 and 1 / (1 + e^(P s + g)), for different (P, g), P = 1, 2, ..., over R.

   With y = e^s the latter is 1 / (1 + e^g y^P). A linear relation, multiplied out, is a polynomial in y that is 0 for
   all y > 0, hence 0 for all complex y. At y = e^(-g/P) e^(i pi / P), for the largest P, the denominator of that term
   is 0 and no other one is: so its weight is 0. *)
From Coq Require Import Reals List Lra Lia Permutation.
From Isopath Require Import Rational Network.
Import ListNotations.
Open Scope R_scope.

(* -- Complex numbers *)

Definition C := (R * R)%type.
Definition of_real (r : R) : C := (r, 0).
Definition c_add (z w : C) : C := (fst z + fst w, snd z + snd w).
Definition c_mul (z w : C) : C := (fst z * fst w - snd z * snd w, fst z * snd w + snd z * fst w).
Definition c_opp (z : C) : C := (- fst z, - snd z).
Definition c_sub (z w : C) : C := c_add z (c_opp w).

Lemma c_ring_theory : ring_theory (of_real 0) (of_real 1) c_add c_mul c_sub c_opp eq.
Proof.
  split; intros; repeat match goal with z : C |- _ => destruct z end;
    unfold c_sub, c_add, c_mul, c_opp, of_real; simpl; f_equal; ring.
Qed.
Add Ring c_ring : c_ring_theory.

Fixpoint c_pow (z : C) (k : nat) : C := match k with O => of_real 1 | S k => c_mul z (c_pow z k) end.

Lemma c_mul_zero z w : c_mul z w = of_real 0 -> z = of_real 0 \/ w = of_real 0.
Proof.
  destruct z as [p q], w as [r s]. unfold c_mul, of_real; simpl. intro H. injection H as H1 H2.
  assert (E : (p * p + q * q) * (r * r + s * s) = 0).
  { transitivity ((p * r - q * s) * (p * r - q * s) + (p * s + q * r) * (p * s + q * r)); [ring|]. rewrite H1, H2. ring. }
  apply Rmult_integral in E as [E|E]; [left|right]; f_equal; nra.
Qed.

Lemma c_pow_real r k : c_pow (of_real r) k = of_real (r ^ k).
Proof. induction k; simpl; [easy|]. rewrite IHk. unfold c_mul, of_real; simpl. f_equal; ring. Qed.

(* de Moivre *)
Lemma c_pow_polar r t k : c_pow (r * cos t, r * sin t) k = (r ^ k * cos (INR k * t), r ^ k * sin (INR k * t)).
Proof.
  induction k as [|k IH].
  - simpl. rewrite Rmult_0_l, cos_0, sin_0. unfold of_real. f_equal; ring.
  - cbn [c_pow]. rewrite IH, S_INR. replace ((INR k + 1) * t) with (t + INR k * t) by ring.
    rewrite cos_plus, sin_plus. unfold c_mul; simpl. f_equal; ring.
Qed.

(* -- Polynomials with real coefficients, constant term first *)

Fixpoint at_point (p : list R) (z : C) : C :=
  match p with [] => of_real 0 | r :: p => c_add (of_real r) (c_mul z (at_point p z)) end.

Fixpoint p_add (p q : list R) : list R :=
  match p, q with
  | r :: p, s :: q => (r + s) :: p_add p q
  | [], q => q
  | p, [] => p
  end.
Definition p_scale (r : R) (p : list R) : list R := map (Rmult r) p.
Fixpoint p_mul (p q : list R) : list R := match p with [] => [] | r :: p => p_add (p_scale r q) (0 :: p_mul p q) end.
(* 1 + r y^k *)
Definition p_binomial (r : R) (k : nat) : list R := p_add [1] (repeat 0 k ++ [r]).

Lemma p_add_at p : forall q z, at_point (p_add p q) z = c_add (at_point p z) (at_point q z).
Proof.
  induction p as [|r p IH]; intros [|s q] z; cbn [p_add at_point]; [ring|ring|ring|]. rewrite IH.
  replace (of_real (r + s)) with (c_add (of_real r) (of_real s)) by (unfold c_add, of_real; simpl; f_equal; ring). ring.
Qed.
Lemma p_scale_at r p z : at_point (p_scale r p) z = c_mul (of_real r) (at_point p z).
Proof.
  induction p as [|s p IH]; cbn [p_scale map at_point]; [ring|]. unfold p_scale in IH. rewrite IH.
  replace (of_real (r * s)) with (c_mul (of_real r) (of_real s)) by (unfold c_mul, of_real; simpl; f_equal; ring). ring.
Qed.
Lemma p_mul_at p q z : at_point (p_mul p q) z = c_mul (at_point p z) (at_point q z).
Proof. induction p as [|r p IH]; cbn [p_mul at_point]; [ring|]. rewrite p_add_at, p_scale_at. cbn [at_point]. rewrite IH. ring. Qed.
Lemma p_binomial_at r k z : at_point (p_binomial r k) z = c_add (of_real 1) (c_mul (of_real r) (c_pow z k)).
Proof.
  unfold p_binomial. rewrite p_add_at. cbn [at_point].
  replace (at_point (repeat 0 k ++ [r]) z) with (c_mul (of_real r) (c_pow z k)); [ring|].
  induction k as [|k IH]; cbn [repeat app at_point c_pow]; [ring|]. rewrite <- IH. ring.
Qed.

(* -- The first coefficient that is not 0 decides the sign near 0. *)

Definition powers (y : R) : nat -> R := fun k => y ^ k.

Definition positive_first (n : nat) (v : nat -> R) : Prop := exists j, (j < n)%nat /\ 0 < v j /\ forall i, (i < j)%nat -> v i = 0.

Definition near_0 (P : R -> Prop) : Prop := exists E, 0 < E /\ forall y, 0 < y < E -> P y.

Lemma dot_zeros n v x : (forall i, (i < n)%nat -> v i = 0) -> dot n v x = 0.
Proof. induction n; intro H; simpl; [easy|]. rewrite IHn by auto. rewrite H by lia. ring. Qed.

Lemma positive_first_dot n v : positive_first n v -> near_0 (fun y => 0 < dot n v (powers y)).
Proof.
  intros (j & J & V & Z).
  assert (B : exists M, 0 <= M /\ forall y, 0 < y < 1 -> y ^ j * (v j - M * y) <= dot n v (powers y)).
  { clear - J Z. induction n as [|n IH]; [lia|]. destruct (Nat.eq_dec j n) as [->|E].
    - exists 0. split; [lra|]. intros y _. simpl. rewrite dot_zeros by auto. unfold powers. lra.
    - destruct IH as (M & HM & B); [lia|]. exists (M + Rabs (v n)). split; [pose proof (Rabs_pos (v n)); lra|].
      intros y Y. specialize (B y Y). simpl. unfold powers at 2.
      assert (P : y ^ n <= y ^ S j).
      { replace n with (S j + (n - S j))%nat by lia. rewrite pow_add.
        assert (y ^ (n - S j) <= 1) by (rewrite <- (pow1 (n - S j)); apply pow_incr; lra).
        assert (0 < y ^ S j) by (apply pow_lt; lra). nra. }
      assert (0 < y ^ n) by (apply pow_lt; lra).
      assert (A : - (Rabs (v n) * y ^ S j) <= v n * y ^ n).
      { pose proof (Rle_abs (- v n)). rewrite Rabs_Ropp in *. pose proof (Rabs_pos (v n)). nra. }
      simpl in A. lra. }
  destruct B as (M & HM & B). exists (Rmin 1 (v j / (M + 1))). split.
  - apply Rmin_pos; [lra|]. apply Rdiv_lt_0_compat; lra.
  - intros y [Y0 Y]. assert (y < 1) by (eapply Rlt_le_trans; [exact Y|apply Rmin_l]).
    assert (y < v j / (M + 1)) by (eapply Rlt_le_trans; [exact Y|apply Rmin_r]).
    eapply Rlt_le_trans; [|apply B; lra]. apply Rmult_lt_0_compat; [now apply pow_lt|].
    assert (y * (M + 1) < v j); [|nra].
    replace (v j) with (v j / (M + 1) * (M + 1)) by (field; lra). apply Rmult_lt_compat_r; lra.
Qed.

Lemma first_nonzero n v : (forall j, (j < n)%nat -> v j = 0) \/ positive_first n v \/ positive_first n (fun j => - v j).
Proof.
  induction n as [|n IH]; [left; lia|]. destruct IH as [Z|[(j & J & H)|(j & J & H)]].
  - destruct (Rtotal_order (v n) 0) as [L|[E|G]].
    + right; right. exists n. repeat split; [lia|lra|]. intros i I. rewrite Z by easy. ring.
    + left. intros j J. destruct (Nat.eq_dec j n) as [->|]; [easy|]. apply Z. lia.
    + right; left. exists n. repeat split; [lia|lra|easy].
  - right; left. exists j. split; [lia|easy].
  - right; right. exists j. split; [lia|easy].
Qed.

Lemma dot_opp n v x : dot n (fun j => - v j) x = - dot n v x.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.
Lemma dot_minus n v w x : dot n (fun j => v j - w j) x = dot n v x - dot n w x.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma not_zero_near_0 n v : (exists j, (j < n)%nat /\ v j <> 0) -> near_0 (fun y => dot n v (powers y) <> 0).
Proof.
  intros (j & J & V). destruct (first_nonzero n v) as [Z|[P|P]].
  - now rewrite Z in V.
  - destruct (positive_first_dot _ _ P) as (E & HE & H). exists E. split; [easy|]. intros y Y. specialize (H y Y). lra.
  - destruct (positive_first_dot _ _ P) as (E & HE & H). exists E. split; [easy|]. intros y Y. specialize (H y Y).
    rewrite dot_opp in H. lra.
Qed.

Lemma near_0_all {X} (P : X -> R -> Prop) l :
  (forall x, In x l -> near_0 (P x)) -> near_0 (fun y => forall x, In x l -> P x y).
Proof.
  induction l as [|x l IH]; intro H; [exists 1; split; [lra|easy]|].
  destruct (H x) as (E & HE & Hx); [now left|]. destruct IH as (E' & HE' & Hl); [intros; apply H; now right|].
  exists (Rmin E E'). split; [now apply Rmin_pos|]. intros y [Y0 Y] z [<-|I].
  - apply Hx. split; [easy|]. eapply Rlt_le_trans; [exact Y|apply Rmin_l].
  - apply Hl; [|easy]. split; [easy|]. eapply Rlt_le_trans; [exact Y|apply Rmin_r].
Qed.

Lemma dot_front n v x : dot (S n) v x = v O * x O + dot n (fun j => v (S j)) (fun j => x (S j)).
Proof. induction n as [|n IH]; [simpl; ring|]. cbn [dot] in *. rewrite IH. ring. Qed.

Lemma at_real p y : at_point p (of_real y) = of_real (dot (length p) (fun j => nth j p 0) (powers y)).
Proof.
  induction p as [|r p IH]; [easy|]. cbn [at_point length]. rewrite IH, dot_front. cbn [nth]. unfold powers.
  replace (dot (length p) (fun j => nth j p 0) (fun j => y ^ S j)) with (y * dot (length p) (fun j => nth j p 0) (fun j => y ^ j)).
  - unfold c_add, c_mul, of_real; simpl. f_equal; ring.
  - generalize (length p). induction n as [|k IHk]; simpl; [ring|]. rewrite Rmult_plus_distr_l, IHk. simpl. ring.
Qed.

(* A polynomial that is 0 for all y > 0 is 0 for all complex y. *)
Lemma zero_polynomial p : (forall y, 0 < y -> at_point p (of_real y) = of_real 0) -> forall z, at_point p z = of_real 0.
Proof.
  intros H z. assert (Z : forall j, nth j p 0 = 0).
  { intro j. destruct (Nat.lt_ge_cases j (length p)); [|now apply nth_overflow].
    destruct (Req_dec (nth j p 0) 0) as [|F]; [easy|]. exfalso.
    destruct (not_zero_near_0 (length p) (fun j => nth j p 0)) as (E & HE & N); [eauto|].
    apply (N (E / 2)); [lra|]. specialize (H (E / 2) ltac:(lra)). rewrite at_real in H. now injection H. }
  clear H. induction p as [|r p IH]; [easy|]. cbn [at_point]. pose proof (Z O) as Z0; simpl in Z0. subst r.
  rewrite IH by (intro j; apply (Z (S j))). ring.
Qed.

(* -- Sums by key *)

Lemma sum_indicator {X} (eq_dec : forall x y : X, {x = y} + {x <> y}) (g : X -> R) x l :
  NoDup l -> In x l -> sum (fun y => if eq_dec x y then g y else 0) l = g x.
Proof.
  induction l as [|y l IH]; intros D I; [easy|]. apply NoDup_cons_iff in D as [D0 D]. simpl.
  destruct (eq_dec x y) as [->|E].
  - rewrite sum_zero; [ring|]. intros z Z. destruct (eq_dec y z) as [->|]; easy.
  - destruct I as [->|I]; [easy|]. rewrite IH by easy. ring.
Qed.

Lemma sum_exchange {X Y} (g : X -> Y -> R) l l' : sum (fun x => sum (g x) l') l = sum (fun y => sum (fun x => g x y) l) l'.
Proof.
  induction l as [|x l IH]; simpl; [symmetry; now apply sum_zero|]. now rewrite IH, <- sum_plus.
Qed.

(* The terms of one key at a time. *)
Lemma sum_by_key {X K} (eq_dec : forall k l : K, {k = l} + {k <> l}) (key_of : X -> K) (weight : X -> R) (g : K -> R) l :
  sum (fun x => weight x * g (key_of x)) l
  = sum (fun k => sum (fun x => if eq_dec (key_of x) k then weight x else 0) l * g k) (nodup eq_dec (map key_of l)).
Proof.
  rewrite (sum_ext (fun k => _ * g k) (fun k => sum (fun x => if eq_dec (key_of x) k then weight x * g k else 0) l)).
  - rewrite <- (sum_exchange (fun x k => if eq_dec (key_of x) k then weight x * g k else 0)).
    apply sum_ext. intros x I. rewrite (sum_indicator eq_dec (fun k => weight x * g k)); [easy|apply NoDup_nodup|].
    apply nodup_In, in_map_iff. eauto.
  - intros k _. rewrite Rmult_comm, <- sum_scale. apply sum_ext. intros x _. destruct (eq_dec _ _); ring.
Qed.

Lemma NoDup_map_on {X Y} (g : X -> Y) l : (forall x y, In x l -> In y l -> g x = g y -> x = y) -> NoDup l -> NoDup (map g l).
Proof.
  induction l as [|x l IH]; intros G D; [constructor|]. apply NoDup_cons_iff in D as [D0 D]. simpl. constructor.
  - intro I. apply in_map_iff in I as (y & E & I). apply D0. rewrite (G x y); [easy|now left|now right|easy].
  - apply IH; [|easy]. intros y z Y' Z' E. apply G; [now right|now right|easy].
Qed.

(* -- On a line *)

(* A term, weight / (1 + e^(height s + shift)). *)
Record term := Term { weight : R; height : nat; shift : R }.
Definition key (t : term) : nat * R := (height t, shift t).
Definition denominator (t : term) : list R := p_binomial (exp (shift t)) (height t).
Definition term_at (s : R) (t : term) : R := weight t / (1 + exp (INR (height t) * s + shift t)).

Fixpoint product (l : list term) : list R := match l with [] => [1] | t :: l => p_mul (denominator t) (product l) end.
Fixpoint numerator (r : R) (l : list term) : list R :=
  match l with
  | [] => [r]
  | t :: l => p_add (p_scale (weight t) (product l)) (p_mul (denominator t) (numerator r l))
  end.

Lemma exp_pow s k : exp s ^ k = exp (INR k * s).
Proof.
  induction k as [|k IH]; [simpl; rewrite Rmult_0_l; now rewrite exp_0|].
  rewrite S_INR. simpl. rewrite IH, <- exp_plus. f_equal. ring.
Qed.

Lemma denominator_real t s : at_point (denominator t) (of_real (exp s)) = of_real (1 + exp (INR (height t) * s + shift t)).
Proof.
  unfold denominator. rewrite p_binomial_at, c_pow_real, exp_pow, exp_plus.
  unfold c_add, c_mul, of_real; simpl. f_equal; ring.
Qed.

Lemma numerator_real r l s : exists q, q <> 0 /\ at_point (product l) (of_real (exp s)) = of_real q /\
  at_point (numerator r l) (of_real (exp s)) = of_real (q * (r + sum (term_at s) l)).
Proof.
  induction l as [|t l (q & Q & HP & HN)]; cbn [product numerator].
  - exists 1. split; [lra|]. cbn [at_point sum]. split; [ring|]. unfold c_add, c_mul, of_real; simpl. f_equal; ring.
  - pose proof (exp_pos (INR (height t) * s + shift t)) as X.
    exists ((1 + exp (INR (height t) * s + shift t)) * q). split; [apply Rmult_integral_contrapositive; split; lra|].
    rewrite p_add_at, p_scale_at, !p_mul_at, HP, HN, denominator_real. unfold term_at at 2. cbn [sum].
    unfold term_at at 1. split; unfold c_add, c_mul, of_real; simpl; f_equal; field; lra.
Qed.

(* Where the denominator of t is 0. *)
Definition pole (t : term) : C :=
  let r := exp (- shift t / INR (height t)) in
  (r * cos (PI / INR (height t)), r * sin (PI / INR (height t))).

Lemma denominator_pole t u : (0 < height u)%nat -> (height u <= height t)%nat ->
  at_point (denominator u) (pole t) = of_real 0 <-> key u = key t.
Proof.
  intros U L. unfold denominator, pole. rewrite p_binomial_at, c_pow_polar, exp_pow.
  assert (T : 0 < INR (height t)) by (apply lt_0_INR; lia). assert (V : 0 < INR (height u)) by (apply lt_0_INR; lia).
  pose proof PI_RGT_0 as Pi. set (r := exp (INR (height u) * _)). assert (0 < r) by apply exp_pos.
  pose proof (exp_pos (shift u)) as X. unfold c_add, c_mul, of_real; cbn [fst snd].
  destruct (Nat.eq_dec (height u) (height t)) as [E|E].
  - rewrite E in *. replace (INR (height t) * (PI / INR (height t))) with PI by (field; lra). rewrite cos_PI, sin_PI.
    assert (R0 : r = exp (- shift t)) by (unfold r; rewrite E; f_equal; field; lra).
    assert (K : exp (shift u) * r = exp (shift u - shift t)) by (rewrite R0, <- exp_plus; f_equal; ring).
    unfold key. rewrite E. split.
    + intro H'. injection H' as H1 _. f_equal. assert (exp (shift u - shift t) = exp 0) by (rewrite exp_0; lra).
      apply exp_inv in H0. lra.
    + intro H'. injection H' as H'. rewrite H' in *. rewrite Rminus_diag_eq, exp_0 in K by easy. f_equal; nra.
  - split; [|intro H'; injection H' as H'; lia].
    intro H'. injection H' as _ H2. exfalso.
    assert (S : 0 < sin (INR (height u) * (PI / INR (height t)))).
    { assert (INR (height u) < INR (height t)) by (apply lt_INR; lia).
      apply sin_gt_0.
      - apply Rmult_lt_0_compat; [easy|]. now apply Rdiv_lt_0_compat.
      - replace PI with (INR (height t) * (PI / INR (height t))) at 2 by (field; lra).
        apply Rmult_lt_compat_r; [now apply Rdiv_lt_0_compat|easy]. }
    assert (0 < exp (shift u) * (r * sin (INR (height u) * (PI / INR (height t))))) by (repeat apply Rmult_lt_0_compat; easy).
    lra.
Qed.

Lemma greatest_first l : l <> [] -> exists t l', Permutation l (t :: l') /\ forall u, In u l' -> (height u <= height t)%nat.
Proof.
  induction l as [|t l IH]; [easy|]. intros _. destruct l as [|u l].
  - exists t, []. split; [easy|]. easy.
  - destruct IH as (v & l' & P & H); [easy|]. destruct (Nat.le_gt_cases (height v) (height t)).
    + exists t, (u :: l). split; [easy|]. intros w I. apply (Permutation_in _ P) in I as [<-|I]; [easy|]. specialize (H w I). lia.
    + exists v, (t :: l'). split; [rewrite P; apply perm_swap|]. intros w [<-|I]; [lia|]. auto.
Qed.

Lemma sum_permutation {X} (g : X -> R) l l' : Permutation l l' -> sum g l = sum g l'.
Proof. induction 1; simpl; lra. Qed.

Lemma line_independent r : forall k l, length l = k -> NoDup (map key l) -> (forall t, In t l -> (0 < height t)%nat) ->
  (forall s, r + sum (term_at s) l = 0) -> forall t, In t l -> weight t = 0.
Proof.
  induction k as [|k IH]; intros l L D H Z; [now destruct l|].
  destruct (greatest_first l) as (t & l' & P & G); [now intros ->|].
  rewrite P in D. simpl in D. apply NoDup_cons_iff in D as [D0 D].
  assert (H' : forall u, In u (t :: l') -> (0 < height u)%nat) by (intros u I; apply H; now rewrite P).
  assert (W : weight t = 0).
  { assert (N : at_point (numerator r (t :: l')) (pole t) = of_real 0).
    { apply zero_polynomial. intros y Y. rewrite <- (exp_ln y Y).
      destruct (numerator_real r (t :: l') (ln y)) as (q & _ & _ & ->).
      rewrite <- (sum_permutation _ _ _ P), Z. unfold of_real. f_equal; ring. }
    cbn [numerator] in N. rewrite p_add_at, p_scale_at, p_mul_at in N.
    rewrite (proj2 (denominator_pole t t (H' t (or_introl eq_refl)) (le_n _)) eq_refl) in N.
    assert (N' : c_mul (of_real (weight t)) (at_point (product l') (pole t)) = of_real 0) by (rewrite <- N; ring).
    apply c_mul_zero in N' as [N'|N']; [now injection N'|]. exfalso. clear - N' G D0 H'.
    induction l' as [|u l' IH]; cbn [product] in N'.
    - cbn [at_point] in N'. unfold c_add, c_mul, of_real in N'; simpl in N'. injection N'. lra.
    - rewrite p_mul_at in N'. apply c_mul_zero in N' as [N'|N'].
      + apply denominator_pole in N'; [|apply H'; simpl; auto|apply G; simpl; auto]. apply D0. simpl. auto.
      + apply IH; first [exact N' | intros; apply G; now right | intro; apply D0; now right
                        | intros v [<-|I]; apply H'; simpl; auto]. }
  intros u I. apply (Permutation_in _ P) in I as [<-|I]; [easy|]. apply (IH l'); try easy.
  - apply Permutation_length in P. simpl in P. lia.
  - intros v J. apply H'. now right.
  - intro s. rewrite <- (Z s), (sum_permutation _ _ _ P). simpl. unfold term_at at 2. rewrite W. unfold Rdiv. ring.
Qed.

Definition key_eq_dec (k l : nat * R) : {k = l} + {k <> l}.
Proof. repeat decide equality. apply Req_EM_T. Qed.

(* The same for terms in any number with the same key: their weights add up to 0. *)
Lemma line_independent_by_key r l : (forall t, In t l -> (0 < height t)%nat) -> (forall s, r + sum (term_at s) l = 0) ->
  forall k, sum (fun t => if key_eq_dec (key t) k then weight t else 0) l = 0.
Proof.
  intros H Z k. set (total := fun k => sum (fun t => if key_eq_dec (key t) k then weight t else 0) l).
  set (ks := nodup key_eq_dec (map key l)). set (term_of := fun k => Term (total k) (fst k) (snd k)).
  destruct (in_dec key_eq_dec k ks) as [I|I].
  - apply (line_independent r _ (map term_of ks) eq_refl) with (t := term_of k).
    + rewrite map_map. apply NoDup_map_on; [|apply NoDup_nodup]. intros [h g] [h' g'] _ _ E. exact E.
    + intros t It. apply in_map_iff in It as (k' & <- & It). apply nodup_In, in_map_iff in It as (t & <- & It). exact (H t It).
    + intro s. rewrite sum_map, <- (Z s). f_equal. symmetry.
      apply (sum_by_key key_eq_dec key weight (fun k => / (1 + exp (INR (fst k) * s + snd k)))).
    + now apply in_map.
  - apply sum_zero. intros t It. destruct (key_eq_dec _ _) as [E|]; [|easy]. exfalso. apply I. rewrite <- E.
    now apply nodup_In, in_map.
Qed.
