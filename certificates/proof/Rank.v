(* What Independence.v says of networks: docs/mathematics.md, section 3, the "only if" of Theorem 2 and the rank. *)
From Coq Require Import NArith QArith Qreals Qreduction Reals List Sorted Lra Lia.
From Isopath Require Import Rational Network Rules Equivalent Canonical Independence.
Import ListNotations.
Open Scope R_scope.

(* The oriented units that are not constant, with their weights in output o. *)
Definition oriented_terms (o : nat) (us : list hidden_unit) : list (R * pair) :=
  flat_map (fun u => match first_sign (b u) with Some s => [(sign s * entry (a u) o, turned s u)] | None => [] end) us.

(* The sum of the oriented weights of a pair. *)
Definition weight_in (w : network) (o : nat) (p : pair) : R := weight_of p (oriented_terms o (units w)).

(* d and the constant units. *)
Definition constant_in (w : network) (o : nat) : R :=
  bias_value (nth o (d w) no_bias)
  + sum (fun u => match first_sign (b u) with Some _ => 0 | None => entry (a u) o * tanh (Q2R (c u)) end) (units w).

Lemma oriented_sum n x o us :
  sum (fun t => fst t * pair_tanh n (snd t) x) (oriented_terms o us) = moving_part n x o us.
Proof.
  unfold moving_part, oriented_terms. induction us as [|u us IH]; simpl; [easy|]. rewrite sum_app, IH. f_equal.
  destruct (first_sign (b u)) as [s|]; simpl; [|easy]. rewrite turned_tanh. unfold value_of, unit_value, pair_tanh; simpl.
  set (z := tanh _). transitivity (sign s * sign s * (entry (a u) o * z)); [ring|]. rewrite sign_sign. ring.
Qed.

Lemma constant_sum w x o : let n := N.to_nat (inputs w) in
  bias_value (nth o (d w) no_bias) + constant_part n x o (units w) = constant_in w o.
Proof.
  intro n. unfold constant_in, constant_part. f_equal. apply sum_ext. intros u _. destruct (first_sign (b u)) eqn:E; [easy|].
  unfold value_of, unit_value; simpl. rewrite (dot_zero n (entry (b u))) by now apply first_sign_none. now rewrite Rplus_0_l.
Qed.

Lemma function_in_terms w x o : act w = Tanh ->
  f w x o = constant_in w o + sum (fun t => fst t * pair_tanh (N.to_nat (inputs w)) (snd t) x) (oriented_terms o (units w)).
Proof.
  intro T. rewrite oriented_sum, <- (constant_sum w x o). unfold f, function; simpl. rewrite T, sum_map.
  change (fun u => unit_value Tanh (N.to_nat (inputs w)) (real_unit_of u) x o) with (value_of (N.to_nat (inputs w)) x o).
  rewrite parts. ring.
Qed.

Lemma turned_first_sign s v : first_sign v = Some s -> first_sign (vturn s v) = Some true.
Proof.
  destruct s; [easy|]. simpl. rewrite map_list_eq. induction v as [|q v IH]; simpl; [easy|].
  replace (qzero (- q)) with (qzero q) by now destruct q as [[] ?].
  unfold qzero. destruct (Z.eqb_spec (Qnum q) 0); [easy|]. intro H. injection H as H. f_equal.
  apply Z.ltb_ge in H. apply Z.ltb_lt. destruct q; simpl in *. lia.
Qed.

Lemma oriented_terms_oriented n o us : (forall u, In u us -> length (b u) = n) ->
  forall t, In t (oriented_terms o us) -> oriented n (snd t).
Proof.
  intros L t I. apply in_flat_map in I as (u & Iu & It). destruct (first_sign (b u)) as [s|] eqn:E; [|easy].
  destruct It as [<-|[]]. split; simpl.
  - rewrite <- (L u Iu). destruct s; simpl; [easy|]. now rewrite map_list_eq, map_length.
  - now apply turned_first_sign.
Qed.

Lemma weight_of_app p l l' : weight_of p (l ++ l') = weight_of p l + weight_of p l'.
Proof. apply sum_app. Qed.

Lemma weight_of_negated p l : weight_of p (map (fun t => (- fst t, snd t)) l) = - weight_of p l.
Proof.
  unfold weight_of. rewrite sum_map. simpl. induction l as [|t l IH]; simpl; [ring|]. rewrite IH.
  destruct (pair_eq_dec _ _); ring.
Qed.

(* Two tanh networks are the same function in output o only if every pair has the same sum of oriented weights in both,
   and the constants are the same real number. *)
Theorem same_function_only_if v w o :
  act v = Tanh -> act w = Tanh -> well_formed v -> well_formed w -> inputs v = inputs w ->
  (forall x, f v x o = f w x o) ->
  (forall p, weight_in v o p = weight_in w o p) /\ constant_in v o = constant_in w o.
Proof.
  intros Tv Tw [_ Wv] [_ Ww] I H. set (n := N.to_nat (inputs v)).
  set (l := oriented_terms o (units v) ++ map (fun t => (- fst t, snd t)) (oriented_terms o (units w))).
  assert (S : forall x, constant_in v o - constant_in w o + sum (fun t => fst t * pair_tanh n (snd t) x) l = 0).
  { intro x. specialize (H x). rewrite !function_in_terms in H by easy. rewrite <- I in H. fold n in H.
    unfold l. rewrite sum_app, sum_map. simpl.
    rewrite (sum_ext (fun t => - fst t * pair_tanh n (snd t) x) (fun t => -1 * (fst t * pair_tanh n (snd t) x))) by (intros; ring).
    rewrite sum_scale. lra. }
  assert (O : forall t, In t l -> oriented n (snd t)).
  { intros t It. apply in_app_or in It as [It|It].
    - apply (oriented_terms_oriented n o (units v)); [|easy]. intros u Iu. now apply Wv.
    - apply in_map_iff in It as (t' & <- & It). simpl. apply (oriented_terms_oriented n o (units w)); [|easy].
      intros u Iu. unfold n. rewrite I. now apply Ww. }
  assert (Z : forall p, weight_of p l = 0) by apply (tanh_independent n _ l O S).
  split.
  - intro p. specialize (Z p). unfold l in Z. rewrite weight_of_app, weight_of_negated in Z. unfold weight_in. lra.
  - specialize (S (fun _ => 0)). rewrite gathered, sum_zero in S; [lra|]. intros p _. rewrite Z. ring.
Qed.

(* And if. *)
Theorem same_function_if v w o :
  act v = Tanh -> act w = Tanh -> inputs v = inputs w ->
  (forall p, weight_in v o p = weight_in w o p) -> constant_in v o = constant_in w o -> forall x, f v x o = f w x o.
Proof.
  intros Tv Tw I W C x. rewrite !function_in_terms, C, <- I by easy. set (n := N.to_nat (inputs v)). f_equal.
  set (l := oriented_terms o (units v) ++ map (fun t => (- fst t, snd t)) (oriented_terms o (units w))).
  assert (Z : sum (fun t => fst t * pair_tanh n (snd t) x) l = 0).
  { rewrite gathered. apply sum_zero. intros p _. unfold l. rewrite weight_of_app, weight_of_negated.
    specialize (W p). unfold weight_in in W. rewrite W. ring. }
  unfold l in Z. rewrite sum_app, sum_map in Z. simpl in Z.
  rewrite (sum_ext (fun t => - fst t * _) (fun t => -1 * (fst t * pair_tanh n (snd t) x))) in Z by (intros; ring).
  rewrite sum_scale in Z. lra.
Qed.

(* -- Canonical forms *)

Definition pair_of (u : hidden_unit) : pair := (b u, c u).

Lemma before_trans v : forall w z, before v w = true -> before w z = true -> before v z = true.
Proof.
  induction v as [|p v IH]; intros [|q w] [|r z]; simpl; try easy.
  destruct (p ?= q)%Q eqn:E, (q ?= r)%Q eqn:F; try easy; intros H K.
  - apply Qeq_alt in E, F. assert (G : (p ?= r)%Q = Eq) by (apply Qeq_alt; now rewrite E). rewrite G. eauto.
  - apply Qeq_alt in E. apply Qlt_alt in F. assert (G : (p ?= r)%Q = Lt) by (apply Qlt_alt; now rewrite E). now rewrite G.
  - apply Qlt_alt in E. apply Qeq_alt in F. assert (G : (p ?= r)%Q = Lt) by (apply Qlt_alt; now rewrite <- F). now rewrite G.
  - apply Qlt_alt in E, F. assert (G : (p ?= r)%Q = Lt) by (apply Qlt_alt; eapply Qlt_trans; eauto). now rewrite G.
Qed.

Lemma before_differs v : forall w, before v w = true -> map Qred v <> map Qred w.
Proof.
  induction v as [|p v IH]; intros [|q w] H E; simpl in *; try easy. injection E as E1 E2.
  assert (F : (p == q)%Q) by (rewrite <- (Qred_correct p), E1; apply Qred_correct).
  apply Qeq_alt in F. rewrite F in H. now apply (IH w).
Qed.

Lemma increasing_before us : forall u v, increasing (u :: us) -> In v us -> before (numbers_of u) (numbers_of v) = true.
Proof.
  induction us as [|w us IH]; intros u v H I; [easy|]. destruct H as [H K], I as [<-|I]; [easy|].
  apply before_trans with (numbers_of w); [easy|]. now apply IH.
Qed.

Lemma increasing_distinct us : increasing us -> NoDup (map (fun u => lowest (pair_of u)) us).
Proof.
  induction us as [|u us IH]; intro H; simpl; constructor.
  - intro I. apply in_map_iff in I as (v & E & I). apply (increasing_before us u v H) in I. apply before_differs in I.
    apply I. unfold numbers_of. rewrite !map_app. unfold lowest in E; simpl in E. injection E as E1 E2. simpl. now rewrite E1, E2.
  - apply IH. now destruct us as [|v us]; [|destruct H].
Qed.

(* In a canonical form the sum for the pair of a unit is the weight of the unit. *)
Lemma canonical_weight w u o : is_canonical w -> In u (units w) -> weight_in w o (pair_of u) = entry (a u) o.
Proof.
  intros K I. pose proof (increasing_distinct _ (is_increasing _ K)) as D. pose proof (is_oriented _ K) as O.
  unfold weight_in, oriented_terms, weight_of. revert I D O. generalize (units w). clear. intros us I D O.
  induction us as [|v us IH]; [easy|]. simpl. rewrite sum_app, (O v) by now left. simpl.
  simpl in D. apply NoDup_cons_iff in D as [D0 D]. change (turned true v) with (pair_of v).
  destruct I as [->|I].
  - destruct (pair_eq_dec (lowest (pair_of u)) (lowest (pair_of u))); [|easy].
    rewrite sum_zero; [ring|]. intros t It. apply in_flat_map in It as (z & Iz & It).
    rewrite (O z) in It by now right. destruct It as [<-|[]]. simpl. change (turned true z) with (pair_of z).
    destruct (pair_eq_dec (lowest (pair_of z)) (lowest (pair_of u))) as [E|]; [|easy].
    exfalso. apply D0. rewrite <- E. apply in_map_iff. eauto.
  - destruct (pair_eq_dec (lowest (pair_of v)) (lowest (pair_of u))) as [E|].
    + exfalso. apply D0. rewrite E. apply in_map_iff. eauto.
    + rewrite IH; [ring|easy|easy|]. intros z Iz. apply O. now right.
Qed.

(* Equal functions with canonical forms v and w: v has the pairs of w, with the same weights; the constants are equal. *)
Lemma canonical_forms_share v w :
  is_canonical v -> is_canonical w -> well_formed v -> well_formed w -> equivalent v w ->
  (forall u, In u (units w) -> exists u', In u' (units v) /\ lowest (pair_of u') = lowest (pair_of u) /\
     forall o, (o < N.to_nat (outputs v))%nat -> entry (a u') o = entry (a u) o) /\
  (forall o, (o < N.to_nat (outputs v))%nat -> bias_value (nth o (d v) no_bias) = bias_value (nth o (d w) no_bias)).
Proof.
  intros Kv Kw Wv Ww (I & O & H).
  assert (S : forall o, (o < N.to_nat (outputs v))%nat ->
    (forall p, weight_in v o p = weight_in w o p) /\ constant_in v o = constant_in w o).
  { intros o Ho. apply same_function_only_if; try easy; [apply (is_tanh _ Kv)|apply (is_tanh _ Kw)|]. intro x. now apply H. }
  assert (B : forall z o, is_canonical z -> constant_in z o = bias_value (nth o (d z) no_bias)).
  { intros z o Kz. unfold constant_in. rewrite sum_zero; [ring|]. intros u Iu. now rewrite (is_oriented _ Kz u Iu). }
  split.
  - intros u Iu. destruct (in_dec pair_eq_dec (lowest (pair_of u)) (map (fun z => lowest (pair_of z)) (units v))) as [J|J].
    + apply in_map_iff in J as (u' & E & J). exists u'. split; [easy|]. split; [easy|]. intros o Ho.
      rewrite <- (canonical_weight v u' o Kv J), <- (canonical_weight w u o Kw Iu).
      rewrite (proj1 (S o Ho)). unfold weight_in, weight_of. now rewrite E.
    + exfalso. destruct (has_weight _ Kw u Iu) as (o & Ho & F). rewrite <- O in Ho.
      apply F. rewrite <- (canonical_weight w u o Kw Iu), <- (proj1 (S o Ho)).
      unfold weight_in, weight_of. apply sum_zero. intros t It. apply in_flat_map in It as (z & Iz & It).
      rewrite (is_oriented _ Kv z Iz) in It. destruct It as [<-|[]]. simpl. change (turned true z) with (pair_of z).
      destruct (pair_eq_dec _ _) as [E|]; [|easy]. exfalso. apply J. rewrite <- E. apply in_map_iff. eauto.
  - intros o Ho. rewrite <- (B v o Kv), <- (B w o Kw). apply (S o Ho).
Qed.

(* Two lists in the same strict order with the same members are the same list. *)
Lemma sorted_unique {X} (less : X -> X -> Prop) :
  (forall x, ~ less x x) -> (forall x y z, less x y -> less y z -> less x z) -> forall l k,
  StronglySorted less l -> StronglySorted less k -> (forall x, In x l <-> In x k) -> l = k.
Proof.
  intros Irreflexive Transitive. induction l as [|x l IH]; intros [|y k] L K H.
  - easy.
  - destruct (proj2 (H y)); now left.
  - destruct (proj1 (H x)); now left.
  - apply StronglySorted_inv in L as [L Lx], K as [K Ky]. rewrite Forall_forall in Lx, Ky.
    assert (x = y) as <-.
    { destruct (proj1 (H x) (or_introl eq_refl)) as [E|I]; [easy|]. destruct (proj2 (H y) (or_introl eq_refl)) as [E|J]; [easy|].
      destruct (Irreflexive x). now apply Transitive with y; auto. }
    f_equal. apply IH; [easy|easy|]. intro z. split; intro I.
    + destruct (proj1 (H z) (or_intror I)) as [<-|]; [|easy]. destruct (Irreflexive x). auto.
    + destruct (proj2 (H z) (or_intror I)) as [<-|]; [|easy]. destruct (Irreflexive x). auto.
Qed.

Definition key_numbers (p : pair) : list Q := fst p ++ [snd p].

Lemma before_lowest v : forall w, before (map Qred v) (map Qred w) = before v w.
Proof.
  induction v as [|p v IH]; intros [|q w]; simpl; try easy.
  now rewrite (Qcompare_comp _ _ (Qred_correct p) _ _ (Qred_correct q)), IH.
Qed.

Lemma increasing_sorted us : increasing us ->
  StronglySorted (fun p q => before (key_numbers p) (key_numbers q) = true) (map (fun u => lowest (pair_of u)) us).
Proof.
  induction us as [|u us IH]; intro H; simpl; constructor.
  - apply IH. now destruct us as [|v us]; [|destruct H].
  - apply Forall_forall. intros p I. apply in_map_iff in I as (v & <- & I).
    assert (K : forall u, key_numbers (lowest (pair_of u)) = map Qred (numbers_of u)).
    { intro z. unfold key_numbers, numbers_of. simpl. now rewrite map_app. }
    rewrite !K, before_lowest. now apply (increasing_before us).
Qed.

(* Equal functions have the same canonical form, unit by unit; and the constants are the same real number. *)
Theorem canonical_forms_agree v w :
  is_canonical v -> is_canonical w -> well_formed v -> well_formed w -> equivalent v w ->
  Forall2 (fun y z => lowest (pair_of y) = lowest (pair_of z) /\
                      forall o, (o < N.to_nat (outputs v))%nat -> entry (a y) o = entry (a z) o) (units v) (units w) /\
  (forall o, (o < N.to_nat (outputs v))%nat -> bias_value (nth o (d v) no_bias) = bias_value (nth o (d w) no_bias)).
Proof.
  intros Kv Kw Wv Ww E. destruct (canonical_forms_share v w Kv Kw Wv Ww E) as [Sw D]. split; [|exact D]. clear D.
  assert (E' : equivalent w v) by (destruct E as (I & O & E); repeat split; [easy|easy|]; intros; rewrite E; [easy|congruence]).
  assert (Sv := proj1 (canonical_forms_share w v Kw Kv Ww Wv E')).
  assert (M : map (fun u => lowest (pair_of u)) (units v) = map (fun u => lowest (pair_of u)) (units w)).
  { apply (sorted_unique (fun p q => before (key_numbers p) (key_numbers q) = true)).
    - intros p H. now apply before_differs in H.
    - intros p q r. apply before_trans.
    - apply increasing_sorted, is_increasing, Kv.
    - apply increasing_sorted, is_increasing, Kw.
    - intro p. split; intro I; apply in_map_iff in I as (u & <- & I); [destruct (Sv u I) as (z & J & F & _)|destruct (Sw u I) as (z & J & F & _)];
        rewrite <- F; now apply (in_map (fun u => lowest (pair_of u))). }
  assert (Same : forall y z, In y (units v) -> In z (units w) -> lowest (pair_of y) = lowest (pair_of z) ->
                 forall o, (o < N.to_nat (outputs v))%nat -> entry (a y) o = entry (a z) o).
  { intros y z Iy Iz F o Ho. destruct (Sw z Iz) as (y' & J & G & W). rewrite <- (W o Ho).
    rewrite <- (canonical_weight v y o Kv Iy), <- (canonical_weight v y' o Kv J). unfold weight_in, weight_of. now rewrite F, G. }
  revert M Same. generalize (units v), (units w). clear. induction l as [|y l IH]; intros [|z k] M Same; try easy; constructor.
  - pose proof (f_equal (hd (lowest (pair_of y))) M) as F. cbn [map hd] in F. split; [exact F|]. intros o Ho. apply Same; simpl; auto.
  - apply IH; [exact (f_equal (@tl _) M)|]. intros y' z' I J. apply Same; now right.
Qed.

Lemma to_tanh_well_formed v : well_formed v -> well_formed (to_tanh v).
Proof.
  unfold to_tanh. destruct (act v); [easy|]. intros [D H]. split; simpl.
  - rewrite <- D. generalize (sum_of_weights (map_list half_unit (units v))). intro q.
    assert (E : forall ds done q, length (shift_onto done ds q) = (length done + length ds)%nat).
    { clear. induction ds as [|e ds IH]; intros done [|r q]; simpl; rewrite ?rev_append_rev, ?app_length, ?rev_length; simpl; try lia.
      rewrite IH. simpl. lia. }
    now rewrite E.
  - rewrite map_list_eq. intros u I. apply in_map_iff in I as (z & <- & I). unfold half_unit, vhalf; simpl.
    rewrite !map_list_eq, !map_length. now apply H.
Qed.

Lemma to_tanh_units v : length (units (to_tanh v)) = length (units v).
Proof. unfold to_tanh. destruct (act v); [easy|]. simpl. now rewrite map_list_eq, map_length. Qed.

(* A canonical form has the least number of units among all networks, of either activation, with its function. *)
Theorem canonical_least v w :
  is_canonical w -> well_formed w -> well_formed v -> equivalent v w -> (length (units w) <= length (units v))%nat.
Proof.
  intros K Ww Wv (I & O & H).
  rewrite <- (to_tanh_units v). destruct (to_tanh_shape v) as [I' O'].
  pose (pair_in_v := fun u => match first_sign (b u) with Some s => lowest (turned s u) | None => lowest (pair_of u) end).
  rewrite <- (map_length (fun u => lowest (pair_of u)) (units w)), <- (map_length pair_in_v (units (to_tanh v))).
  apply NoDup_incl_length; [now apply increasing_distinct, is_increasing|].
  intros p Ip. apply in_map_iff in Ip as (u & <- & Iu). destruct (has_weight _ K u Iu) as (o & Ho & F).
  rewrite <- O in Ho.
  assert (S : forall q, weight_in (to_tanh v) o q = weight_in w o q).
  { apply same_function_only_if; [apply to_tanh_act|apply (is_tanh _ K)|now apply to_tanh_well_formed|easy|congruence|].
    intro x. rewrite to_tanh_same_function by (destruct Wv; lia). now apply H. }
  destruct (in_dec pair_eq_dec (lowest (pair_of u)) (map pair_in_v (units (to_tanh v)))) as [J|J]; [easy|].
  exfalso. apply F. rewrite <- (canonical_weight w u o K Iu), <- S.
  unfold weight_in, weight_of. apply sum_zero. intros t It. apply in_flat_map in It as (z & Iz & It).
  destruct (first_sign (b z)) as [s|] eqn:E; [|easy]. destruct It as [<-|[]]. simpl.
  destruct (pair_eq_dec _ _) as [G|]; [|easy]. exfalso. apply J. rewrite <- G. apply in_map_iff.
  exists z. split; [|easy]. unfold pair_in_v. now rewrite E.
Qed.
