(* 1 and tanh(b . x + c), for different oriented rational pairs (b, c), are linearly independent over R:
   docs/mathematics.md, section 3, Lemma. *)
From Coq Require Import NArith QArith Qreals Qreduction Reals List Lra Lia Permutation.
From Isopath Require Import Rational Network Rules Line.
Import ListNotations.
Open Scope R_scope.

(* -- Pairs in lowest terms: equal as numbers if and only if equal. *)

Definition lowest (p : pair) : pair := (map Qred (fst p), Qred (snd p)).

Lemma rational_eq_dec (p q : Q) : {p = q} + {p <> q}.
Proof. repeat decide equality. Qed.

Lemma pair_eq_dec (p q : pair) : {p = q} + {p <> q}.
Proof. repeat decide equality. Qed.

Lemma Qred_value q : Q2R (Qred q) = Q2R q.
Proof. apply Qeq_eqR, Qred_correct. Qed.

Lemma Qred_eq p q : Q2R p = Q2R q -> Qred p = Qred q.
Proof. intro H. apply Qred_complete. now apply eqR_Qeq. Qed.

Lemma entry_lowest v k : entry (map Qred v) k = entry v k.
Proof. unfold entry. change 0%Q with (Qred 0) at 1. now rewrite map_nth, Qred_value. Qed.

Lemma lowest_tanh n p x : pair_tanh n (lowest p) x = pair_tanh n p x.
Proof.
  unfold pair_tanh; simpl. rewrite Qred_value, (dot_ext n (entry (map Qred (fst p))) (entry (fst p))); [easy|].
  intro. apply entry_lowest.
Qed.

Lemma lowest_lowest p : lowest (lowest p) = lowest p.
Proof.
  unfold lowest; simpl. rewrite map_map. f_equal; [apply map_ext; intro|]; now apply Qred_eq, Qred_value.
Qed.

Lemma lowest_vectors v : forall w, length v = length w ->
  (forall j, (j < length v)%nat -> entry v j = entry w j) -> map Qred v = map Qred w.
Proof.
  induction v as [|p v IH]; intros [|q w] L H; simpl in *; try lia; [easy|]. f_equal.
  - apply Qred_eq. apply (H O). lia.
  - apply IH; [lia|]. intros j J. apply (H (S j)). lia.
Qed.

(* Oriented, with n entries. *)
Definition oriented (n : nat) (p : pair) : Prop := length (fst p) = n /\ first_sign (fst p) = Some true.

Lemma oriented_positive_first n p : oriented n p -> positive_first n (entry (fst p)).
Proof.
  intros [<- H]. destruct p as [v c]; simpl in *. clear c. induction v as [|q v IH]; simpl in *; [easy|].
  destruct (qzero q) eqn:E.
  - destruct (IH H) as (j & J & V & Z). exists (S j). split; [lia|]. split; [easy|].
    intros [|i] I; [now apply qzero_eq|]. apply Z. lia.
  - exists O. split; [lia|]. split; [|lia]. unfold entry, Q2R; simpl. injection H as H. apply Z.ltb_lt in H.
    apply Rmult_lt_0_compat; [now apply IZR_lt|]. apply Rinv_0_lt_compat. now apply IZR_lt.
Qed.

Lemma first_sign_lowest v : first_sign (map Qred v) = first_sign v.
Proof.
  induction v as [|q v IH]; simpl; [easy|].
  assert (E : Q2R (Qred q) = Q2R q) by apply Qred_value. unfold Q2R in E.
  assert (P : forall k, 0 < / IZR (Zpos k)) by (intro; apply Rinv_0_lt_compat; now apply IZR_lt).
  pose proof (P (Qden q)) as P1. pose proof (P (Qden (Qred q))) as P2.
  unfold qzero. destruct (Z.lt_trichotomy (Qnum q) 0) as [H|[H|H]].
  - apply IZR_lt in H as H'. assert (Y : IZR (Qnum (Qred q)) < 0) by nra. apply lt_IZR in Y.
    destruct (Z.eqb_spec (Qnum q) 0), (Z.eqb_spec (Qnum (Qred q)) 0), (Z.ltb_spec 0 (Qnum q)), (Z.ltb_spec 0 (Qnum (Qred q))); lia || easy.
  - rewrite H in E. assert (Y : IZR (Qnum (Qred q)) = 0) by nra. apply eq_IZR_R0 in Y. now rewrite Y, H.
  - apply IZR_lt in H as H'. assert (Y : 0 < IZR (Qnum (Qred q))) by nra. apply lt_IZR in Y.
    destruct (Z.eqb_spec (Qnum q) 0), (Z.eqb_spec (Qnum (Qred q)) 0), (Z.ltb_spec 0 (Qnum q)), (Z.ltb_spec 0 (Qnum (Qred q))); lia || easy.
Qed.

Lemma lowest_oriented n p : oriented n p -> oriented n (lowest p).
Proof. intros [L H]. split; simpl; [now rewrite map_length|now rewrite first_sign_lowest]. Qed.

(* -- A line x = t (1, y, y^2, ...) with rational y on which all slopes are positive, and equal only if the b's are. *)

Definition slope (n : nat) (y : R) (p : pair) : R := dot n (entry (fst p)) (powers y).

Lemma near_0_and P Q : near_0 P -> near_0 Q -> near_0 (fun y => P y /\ Q y).
Proof.
  intros (E & HE & HP) (E' & HE' & HQ). exists (Rmin E E'). split; [now apply Rmin_pos|]. intros y [Y0 Y].
  split; [apply HP|apply HQ]; (split; [easy|]); eapply Rlt_le_trans; try exact Y; [apply Rmin_l|apply Rmin_r].
Qed.

Lemma good_line n ps : (forall p, In p ps -> oriented n p /\ lowest p = p) ->
  near_0 (fun y => (forall p, In p ps -> 0 < slope n y p) /\
                   (forall pq, In pq (list_prod ps ps) -> slope n y (fst pq) = slope n y (snd pq) -> fst (fst pq) = fst (snd pq))).
Proof.
  intro H. apply near_0_and; apply near_0_all.
  - intros p I. apply positive_first_dot, oriented_positive_first. now apply H.
  - intros [p q] I. apply in_prod_iff in I as [Ip Iq]. destruct (H p Ip) as [[Lp _] Np], (H q Iq) as [[Lq _] Nq].
    destruct (list_eq_dec rational_eq_dec (fst p) (fst q)) as [E|E].
    + exists 1. split; [lra|]. easy.
    + destruct (first_nonzero n (fun j => entry (fst p) j - entry (fst q) j)) as [Z|F].
      * exfalso. apply E. rewrite <- Np, <- Nq. simpl. apply lowest_vectors; [congruence|].
        intros j J. specialize (Z j ltac:(lia)). simpl in Z. lra.
      * assert (N : exists j, (j < n)%nat /\ entry (fst p) j - entry (fst q) j <> 0).
        { destruct F as [(j & J & V & _)|(j & J & V & _)]; exists j; split; auto; lra. }
        apply not_zero_near_0 in N as (E' & HE & N). exists E'. split; [easy|]. intros y Y S. exfalso.
        apply (N y Y). rewrite dot_minus. unfold slope in S. simpl in S. lra.
Qed.

(* -- Positive rational numbers have a common denominator. *)

Definition is_rational (r : R) : Prop := exists q, r = Q2R q.

Lemma dot_rational n k v : (0 < k)%nat -> is_rational (dot n (entry v) (powers (/ INR k))).
Proof.
  intro K. assert (Y : is_rational (/ INR k)).
  { exists (/ inject_Z (Z.of_nat k))%Q. rewrite Q2R_inv.
    - unfold inject_Z, Q2R; simpl. now rewrite Rinv_1, Rmult_1_r, INR_IZR_INZ.
    - unfold inject_Z, Qeq; simpl. lia. }
  unfold powers. induction n as [|n [q IH]]; simpl; [exists 0%Q; symmetry; apply Q2R_0|].
  assert (Z : is_rational ((/ INR k) ^ n)).
  { clear - Y. destruct Y as [y ->]. induction n as [|n [q IH]]; simpl; [exists 1%Q; unfold Q2R; simpl; field|].
    exists (y * q)%Q. now rewrite IH, Q2R_mult. }
  destruct Z as [z Z]. exists (q + nth n v 0 * z)%Q. rewrite Q2R_plus, Q2R_mult, IH, Z. easy.
Qed.

Lemma common_denominator {X} (g : X -> R) l : (forall x, In x l -> is_rational (g x) /\ 0 < g x) ->
  exists N, (0 < N)%nat /\ forall x, In x l -> exists P, (0 < P)%nat /\ g x * INR N = INR P.
Proof.
  induction l as [|x l IH]; intro H; [exists 1%nat; split; [lia|easy]|].
  destruct IH as (N & HN & HP); [intros; apply H; now right|].
  destruct (H x) as [[[a b] E] G]; [now left|]. unfold Q2R in E; simpl in E.
  assert (B : 0 < IZR (Zpos b)) by now apply IZR_lt.
  assert (A : (0 < a)%Z).
  { apply lt_IZR. rewrite E in G. pose proof (Rinv_0_lt_compat _ B). nra. }
  assert (EB : INR (Pos.to_nat b) = IZR (Zpos b)) by now rewrite INR_IZR_INZ, positive_nat_Z.
  exists (N * Pos.to_nat b)%nat. split; [pose proof (Pos2Nat.is_pos b); nia|]. intros z [<-|I].
  - exists (N * Z.to_nat a)%nat. split; [nia|]. rewrite !mult_INR, EB, E.
    rewrite (INR_IZR_INZ (Z.to_nat a)), Z2Nat.id by lia. field. lra.
  - destruct (HP z I) as (P & P0 & EP). exists (P * Pos.to_nat b)%nat. split; [pose proof (Pos2Nat.is_pos b); nia|].
    rewrite !mult_INR, <- EP. ring.
Qed.

(* -- The theorem *)

(* The sum of the weights of a pair. *)
Definition weight_of (p : pair) (l : list (R * pair)) : R :=
  sum (fun t => if pair_eq_dec (lowest (snd t)) (lowest p) then fst t else 0) l.

Lemma gathered n l x : let ps := nodup pair_eq_dec (map (fun t => lowest (snd t)) l) in
  sum (fun t => fst t * pair_tanh n (snd t) x) l = sum (fun p => weight_of p l * pair_tanh n p x) ps.
Proof.
  intro ps. rewrite (sum_ext _ (fun t => fst t * pair_tanh n (lowest (snd t)) x)) by (intros; now rewrite lowest_tanh).
  rewrite (sum_by_key pair_eq_dec (fun t => lowest (snd t)) fst (fun p => pair_tanh n p x)).
  apply sum_ext. intros p I. apply nodup_In, in_map_iff in I as (t & <- & _). unfold weight_of. now rewrite lowest_lowest.
Qed.

Lemma tanh_by_exp z : tanh z = 1 - 2 / (1 + exp (2 * z)).
Proof.
  unfold tanh, sinh, cosh. replace (2 * z) with (z + z) by ring. rewrite exp_plus.
  assert (E : exp (- z) * exp z = 1) by (rewrite <- exp_plus, Rplus_opp_l; apply exp_0).
  set (p := exp z) in *. set (q := exp (- z)) in *. assert (0 < p) by apply exp_pos. assert (0 < q) by apply exp_pos.
  replace q with (/ p) by (apply (Rmult_eq_reg_r p); [rewrite E; field|]; lra). field. nra.
Qed.

Theorem tanh_independent n r l :
  (forall t, In t l -> oriented n (snd t)) ->
  (forall x, r + sum (fun t => fst t * pair_tanh n (snd t) x) l = 0) ->
  forall p, weight_of p l = 0.
Proof.
  intros O H. set (ps := nodup pair_eq_dec (map (fun t => lowest (snd t)) l)).
  assert (Ps : forall p, In p ps -> oriented n p /\ lowest p = p).
  { intros p I. apply nodup_In, in_map_iff in I as (t & <- & I). split; [now apply lowest_oriented, O|apply lowest_lowest]. }
  destruct (good_line n ps Ps) as (E & HE & Good).
  destruct (archimed_cor1 E HE) as (k & KE & K0). set (y := / INR k).
  assert (Y : 0 < y < E) by (split; [apply Rinv_0_lt_compat, lt_0_INR|]; easy).
  destruct (Good y Y) as [Slopes Apart]. clear Good.
  destruct (common_denominator (slope n y) ps) as (N & N0 & Heights).
  { intros p I. split; [now apply dot_rational|now apply Slopes]. }
  set (height_of := fun p => Z.to_nat (Int_part (slope n y p * INR N))).
  assert (Height : forall p, In p ps -> (0 < height_of p)%nat /\ INR (height_of p) = slope n y p * INR N).
  { intros p I. destruct (Heights p I) as (P & P0 & EP). unfold height_of. rewrite EP, Int_part_INR, Nat2Z.id. easy. }
  set (term_of := fun p => Term (-2 * weight_of p l) (height_of p) (2 * Q2R (snd p))).
  assert (W : forall p, In p ps -> weight_of p l = 0).
  { intros p I. enough (weight (term_of p) = 0) by (unfold term_of in *; simpl in *; lra).
    apply (line_independent (r + sum (fun p => weight_of p l) ps) _ (map term_of ps) eq_refl).
    - rewrite map_map. apply NoDup_map_on; [|apply NoDup_nodup]. intros p1 p2 I1 I2 K. unfold key in K; simpl in K.
      injection K as K1 K2. destruct (Height p1 I1) as [_ H1], (Height p2 I2) as [_ H2]. rewrite K1, H2 in H1.
      assert (0 < INR N) by now apply lt_0_INR.
      assert (S : slope n y p1 = slope n y p2) by (apply (Rmult_eq_reg_r (INR N)); lra).
      apply (Apart (p1, p2)) in S; [|now apply in_prod]. simpl in S.
      destruct (Ps p1 I1) as [_ L1], (Ps p2 I2) as [_ L2]. rewrite <- L1, <- L2. unfold lowest. f_equal; [congruence|].
      apply Qred_eq. lra.
    - intros t It. apply in_map_iff in It as (q & <- & Iq). now apply Height.
    - intro s. rewrite sum_map. rewrite <- (H (fun j => INR N * s / 2 * powers y j)), gathered. fold ps.
      rewrite Rplus_assoc, <- sum_plus. f_equal. apply sum_ext. intros q Iq.
      unfold pair_tanh. rewrite tanh_by_exp.
      assert (D : dot n (entry (fst q)) (fun j => INR N * s / 2 * powers y j) = INR N * s / 2 * slope n y q).
      { unfold slope. clear. induction n as [|i IH]; simpl; [|rewrite IH]; ring. }
      rewrite D. unfold term_at; simpl. destruct (Height q Iq) as [_ ->].
      replace (2 * (INR N * s / 2 * slope n y q + Q2R (snd q))) with (slope n y q * INR N * s + 2 * Q2R (snd q)) by field.
      pose proof (exp_pos (slope n y q * INR N * s + 2 * Q2R (snd q))). field. lra.
    - now apply in_map. }
  intro p. destruct (in_dec pair_eq_dec (lowest p) ps) as [I|I].
  - rewrite <- (W _ I). unfold weight_of. now rewrite lowest_lowest.
  - apply sum_zero. intros t It. destruct (pair_eq_dec _ _) as [E'|]; [|easy]. exfalso. apply I. rewrite <- E'.
    apply nodup_In, in_map_iff. eauto.
Qed.
