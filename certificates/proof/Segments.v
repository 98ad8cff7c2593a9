(* When the function is constant along a segment: Theorem 3, docs/mathematics.md, section 4. The "only if" follows from
   Motion.v at a rational x at which units of different groups move differently; it needs no poles in t, and treats
   constant units like the others. *)
From Coq Require Import NArith QArith Qreals Qreduction Reals List Lra Lia.
From Isopath Require Import Rational Network Rules Path Line Independence Rank Motion.
Import ListNotations.
Open Scope R_scope.

(* -- Groups: what the theorem speaks of *)

(* A unit at both ends of a segment. *)
Definition way := (hidden_unit * hidden_unit)%type.
Definition ways (v w : network) : list way := combine (units v) (units w).

Definition way_sign (z : way) : bool := joint_sign (fst z) (snd z).
Definition oriented_key (z : way) : joint_key := (turned (way_sign z) (fst z), turned (way_sign z) (snd z)).
Definition lowest_key (k : joint_key) : joint_key := (lowest (fst k), lowest (snd k)).
Definition joint_eq_dec (k l : joint_key) : {k = l} + {k <> l}.
Proof. decide equality; apply pair_eq_dec. Qed.

Definition stays_put (k : joint_key) : bool := if pair_eq_dec (lowest (fst k)) (lowest (snd k)) then true else false.

(* The sum of the oriented weights of the group of a key, at one end. *)
Definition group_weight (at_end : way -> hidden_unit) (o : nat) (l : list way) (k : joint_key) : R :=
  sum (fun z => if joint_eq_dec (lowest_key (oriented_key z)) (lowest_key k)
                then sign (way_sign z) * entry (a (at_end z)) o else 0) l.

(* The units that stay, with d. *)
Definition staying (at_end : way -> hidden_unit) (l : list way) (w : network) : network :=
  Network Tanh (inputs w) (outputs w) (map at_end (filter (fun z => stays_put (oriented_key z)) l)) (d w).

(* The conditions (i), (ii) and, over the reals, (iii), for output o. *)
Definition conditions (v w : network) (o : nat) : Prop :=
  let l := ways v w in
  (forall k, stays_put k = false -> group_weight fst o l k = 0 /\ group_weight snd o l k = 0) /\
  (forall p, weight_in (staying fst l v) o p = weight_in (staying snd l w) o p) /\
  constant_in (staying fst l v) o = constant_in (staying snd l w) o.

(* -- Keys are oriented. *)

Definition numbers_in (k : joint_key) : list Q := fst (fst k) ++ snd (fst k) :: fst (snd k) ++ [snd (snd k)].
Definition opposite (p : pair) : pair := (map Qopp (fst p), Qopp (snd p)).

Lemma first_sign_app v w : first_sign (v ++ w) = match first_sign v with Some s => Some s | None => first_sign w end.
Proof. induction v as [|q v IH]; simpl; [easy|]. now destruct (qzero q). Qed.

Lemma joint_sign_first u v : joint_sign u v = match first_sign (numbers_in (pair_of u, pair_of v)) with Some s => s | None => true end.
Proof.
  unfold joint_sign, numbers_in; simpl. rewrite first_sign_app. destruct (first_sign (b u)); [easy|]. simpl.
  destruct (qzero (c u)); [|easy]. rewrite first_sign_app. now destruct (first_sign (b v)).
Qed.

Lemma turned_numbers s u v : numbers_in (turned s u, turned s v) = vturn s (numbers_in (pair_of u, pair_of v)).
Proof. destruct s; [easy|]. unfold numbers_in; simpl. rewrite !map_list_eq, map_app. simpl. now rewrite map_app. Qed.

Lemma oriented_key_first z : first_sign (numbers_in (oriented_key z)) <> Some false.
Proof.
  unfold oriented_key, way_sign. rewrite turned_numbers, joint_sign_first.
  destruct (first_sign (numbers_in (pair_of (fst z), pair_of (snd z)))) as [s|] eqn:E; [now rewrite (turned_first_sign s)|].
  simpl. now rewrite E.
Qed.

Lemma first_sign_opposite v : first_sign (map Qopp v) = option_map negb (first_sign v).
Proof.
  induction v as [|q v IH]; simpl; [easy|]. replace (qzero (- q)) with (qzero q) by now destruct q as [[] ?].
  unfold qzero. destruct (Z.eqb_spec (Qnum q) 0); [easy|]. simpl. f_equal.
  destruct (Z.ltb_spec 0 (Qnum q)), (Z.ltb_spec 0 (- Qnum q)); simpl; lia || easy.
Qed.

Lemma lowest_numbers k : first_sign (numbers_in (lowest_key k)) = first_sign (numbers_in k).
Proof.
  rewrite <- first_sign_lowest, <- (first_sign_lowest (numbers_in k)). f_equal. unfold numbers_in; simpl.
  rewrite !map_app. simpl. rewrite !map_app. simpl.
  assert (E : forall v, map Qred (map Qred v) = map Qred v).
  { intro v. rewrite map_map. apply map_ext. intro. now apply Qred_eq, Qred_value. }
  now rewrite !E, !(Qred_eq _ _ (Qred_value _)).
Qed.

Lemma all_zero v : first_sign v = None -> map Qred v = repeat 0%Q (length v).
Proof.
  induction v as [|q v IH]; simpl; [easy|]. destruct (qzero q) eqn:E; [|easy]. intro H. rewrite IH by easy. f_equal.
  change 0%Q with (Qred 0). apply Qred_eq. rewrite Q2R_0. now apply qzero_eq.
Qed.

Lemma unoriented_stays_put n (k : joint_key) :
  length (fst (fst k)) = n -> length (fst (snd k)) = n -> first_sign (numbers_in k) = None -> stays_put k = true.
Proof.
  destruct k as [[bu cu] [bv cv]]. unfold numbers_in, stays_put; cbn [fst snd]. intros Lu Lv. rewrite first_sign_app.
  destruct (first_sign bu) eqn:E1; [easy|]. cbn [first_sign]. destruct (qzero cu) eqn:E2; [|easy]. rewrite first_sign_app.
  destruct (first_sign bv) eqn:E3; [easy|]. cbn [first_sign]. destruct (qzero cv) eqn:E4; [|easy].
  intros _. destruct (pair_eq_dec _ _) as [|F]; [easy|]. destruct F. unfold lowest; simpl.
  rewrite !all_zero, Lu, Lv by easy. f_equal. apply Qred_eq. now rewrite !qzero_eq.
Qed.

(* Two keys of which one moves are not opposite. *)
Lemma not_opposite n y z : length (fst (fst (oriented_key z))) = n -> length (fst (snd (oriented_key z))) = n ->
  stays_put (oriented_key z) = false ->
  lowest_key (oriented_key y) <> lowest_key (opposite (fst (oriented_key z)), opposite (snd (oriented_key z))).
Proof.
  intros Lu Lv M E. pose proof (oriented_key_first y) as Y. pose proof (oriented_key_first z) as Z.
  rewrite <- lowest_numbers, E, lowest_numbers in Y. unfold opposite, numbers_in in Y; simpl in Y.
  replace (map Qopp (fst (turned (way_sign z) (fst z))) ++ _)
    with (map Qopp (numbers_in (oriented_key z))) in Y
    by (unfold numbers_in; rewrite map_app; simpl; now rewrite map_app).
  rewrite first_sign_opposite in Y. destruct (first_sign (numbers_in (oriented_key z))) as [[]|] eqn:F; try easy.
  now rewrite (unoriented_stays_put n) in M.
Qed.

(* -- The values of pairs at the points (y, y^2, ..., y^n) *)

Definition value_of_pair (n : nat) (p : pair) (x : nat -> R) : R := dot n (entry (fst p)) x + Q2R (snd p).
Definition on_curve (y : R) : nat -> R := fun j => y ^ S j.

Lemma value_on_curve n p y : value_of_pair n p (on_curve y) = dot (S n) (entry (snd p :: fst p)) (powers y).
Proof. rewrite dot_front. unfold value_of_pair, on_curve, powers, entry. simpl. ring. Qed.

Lemma lowest_same_value n p q x : lowest p = lowest q -> value_of_pair n p x = value_of_pair n q x.
Proof.
  assert (H : forall p, value_of_pair n (lowest p) x = value_of_pair n p x).
  { intro r. unfold value_of_pair; simpl. rewrite Qred_value, (dot_ext n _ (entry (fst r))); [easy|]. intro. apply entry_lowest. }
  intro E. now rewrite <- H, E, H.
Qed.

Lemma opposite_value n p x : value_of_pair n (opposite p) x = - value_of_pair n p x.
Proof.
  unfold value_of_pair, opposite; simpl. rewrite qopp_eq, (dot_ext n _ (fun j => - entry (fst p) j)), dot_opp; [ring|].
  intro j. unfold entry. change 0%Q with (Qopp 0) at 1. now rewrite map_nth, qopp_eq.
Qed.

Lemma values_apart n p q : length (fst p) = n -> length (fst q) = n -> lowest p <> lowest q ->
  near_0 (fun y => value_of_pair n p (on_curve y) <> value_of_pair n q (on_curve y)).
Proof.
  intros Lp Lq N. set (v := entry (snd p :: fst p)). set (w := entry (snd q :: fst q)).
  assert (H : near_0 (fun y => dot (S n) (fun j => v j - w j) (powers y) <> 0)).
  { apply not_zero_near_0. destruct (first_nonzero (S n) (fun j => v j - w j)) as [Z|[(j & J & V & _)|(j & J & V & _)]];
      [|exists j; split; [easy|lra]|exists j; split; [easy|lra]].
    exfalso. apply N. assert (E : map Qred (snd p :: fst p) = map Qred (snd q :: fst q)).
    { apply lowest_vectors; simpl; [congruence|]. intros j J. specialize (Z j ltac:(lia)). unfold v, w in Z. lra. }
    simpl in E. injection E as E1 E2. unfold lowest. congruence. }
  destruct H as (E & HE & H). exists E. split; [easy|]. intros y Y. specialize (H y Y). rewrite dot_minus in H.
  rewrite !value_on_curve. fold v w. lra.
Qed.

Lemma near_0_weaker (P P' : R -> Prop) : near_0 P -> (forall y, P y -> P' y) -> near_0 P'.
Proof. intros (E & HE & H) W. exists E. auto. Qed.

Lemma keys_apart n (k l : joint_key) :
  length (fst (fst k)) = n -> length (fst (snd k)) = n -> length (fst (fst l)) = n -> length (fst (snd l)) = n ->
  lowest_key k <> lowest_key l -> near_0 (fun y =>
    value_of_pair n (fst k) (on_curve y) <> value_of_pair n (fst l) (on_curve y) \/
    value_of_pair n (snd k) (on_curve y) <> value_of_pair n (snd l) (on_curve y)).
Proof.
  intros L1 L2 L3 L4 N. destruct (pair_eq_dec (lowest (fst k)) (lowest (fst l))) as [E|E].
  - destruct (pair_eq_dec (lowest (snd k)) (lowest (snd l))) as [F|F]; [exfalso; apply N; unfold lowest_key; congruence|].
    apply (near_0_weaker _ _ (values_apart n _ _ L2 L4 F)). auto.
  - apply (near_0_weaker _ _ (values_apart n _ _ L1 L3 E)). auto.
Qed.

(* -- The function along the segment: the units that stay and those that move *)

Lemma stays_put_lowest k : stays_put (lowest_key k) = stays_put k.
Proof. unfold stays_put, lowest_key; cbn [fst snd]. now rewrite !lowest_lowest. Qed.

Section Ways.
  Context (n o : nat) (l : list way).

  Definition way_value (t : R) (x : nat -> R) (z : way) : R := value_at n x o Tanh t (fst z) (snd z).
  Definition moving_sum (t : R) (x : nat -> R) : R := sum (fun z => if stays_put (oriented_key z) then 0 else way_value t x z) l.
  Definition staying_sum (at_end : way -> hidden_unit) (x : nat -> R) : R :=
    sum (fun z => unit_value Tanh n (real_unit_of (at_end z)) x o) (filter (fun z => stays_put (oriented_key z)) l).

  Lemma way_value_oriented t x z : way_value t x z
    = between t (sign (way_sign z) * entry (a (fst z)) o) (sign (way_sign z) * entry (a (snd z)) o)
      * tanh (between t (value_of_pair n (fst (oriented_key z)) x) (value_of_pair n (snd (oriented_key z)) x)).
  Proof.
    unfold way_value, oriented_key. rewrite <- (turned_at n x o (way_sign z)). unfold sums_at, pair_tanh_at, value_of_pair; simpl.
    rewrite !vturn_eq. ring.
  Qed.

  Lemma sum_filter {X} (g : X -> R) (c : X -> bool) k : sum g (filter c k) = sum (fun x => if c x then g x else 0) k.
  Proof. induction k as [|x k IH]; simpl; [easy|]. destruct (c x); simpl; rewrite IH; ring. Qed.

  Lemma sum_between {X} (g h : X -> R) t k : sum (fun x => between t (g x) (h x)) k = between t (sum g k) (sum h k).
  Proof. unfold between. now rewrite sum_plus, !sum_scale. Qed.

  Lemma staying_and_moving t x : sum (way_value t x) l = between t (staying_sum fst x) (staying_sum snd x) + moving_sum t x.
  Proof.
    unfold staying_sum, moving_sum. rewrite !sum_filter, <- sum_between, <- sum_plus. apply sum_ext. intros z _.
    destruct (stays_put (oriented_key z)) eqn:S; [|rewrite between_same; ring].
    assert (E : way_value t x z = between t (way_value 0 x z) (way_value 1 x z)).
    { unfold stays_put in S. destruct (pair_eq_dec _ _) as [E|]; [|easy]. rewrite !way_value_oriented.
      rewrite (lowest_same_value n _ _ x E), !between_same. unfold between. ring. }
    rewrite E, Rplus_0_r. unfold way_value. rewrite !value_at_eq. unfold unit_value, between; simpl. f_equal; f_equal;
      (f_equal; [ring|]; f_equal; ring).
  Qed.

  (* If the weights of each group that moves add up to 0, so do the values. *)
  Lemma moving_sum_zero t x :
    (forall k, stays_put k = false -> group_weight fst o l k = 0 /\ group_weight snd o l k = 0) -> moving_sum t x = 0.
  Proof.
    intro H. unfold moving_sum.
    set (g := fun k => if stays_put k then 0 else tanh (between t (value_of_pair n (fst k) x) (value_of_pair n (snd k) x))).
    set (weight := fun z => between t (sign (way_sign z) * entry (a (fst z)) o) (sign (way_sign z) * entry (a (snd z)) o)).
    rewrite (sum_ext _ (fun z => weight z * g (lowest_key (oriented_key z)))).
    - rewrite (sum_by_key joint_eq_dec (fun z => lowest_key (oriented_key z)) weight g). apply sum_zero. intros k I.
      apply nodup_In, in_map_iff in I as (z & <- & _). unfold g. rewrite stays_put_lowest.
      destruct (stays_put (oriented_key z)) eqn:S; [ring|].
      destruct (H (oriented_key z) S) as [H1 H2].
      unfold weight. rewrite (sum_ext _ (fun y => between t (if joint_eq_dec (lowest_key (oriented_key y)) (lowest_key (oriented_key z))
                                              then sign (way_sign y) * entry (a (fst y)) o else 0)
                                             (if joint_eq_dec (lowest_key (oriented_key y)) (lowest_key (oriented_key z))
                                              then sign (way_sign y) * entry (a (snd y)) o else 0))).
      + rewrite sum_between. fold (group_weight fst o l (oriented_key z)) (group_weight snd o l (oriented_key z)).
        rewrite H1, H2, between_same. ring.
      + intros y _. destruct (joint_eq_dec _ _); [easy|]. now rewrite between_same.
    - intros z _. unfold g, weight. rewrite stays_put_lowest, way_value_oriented. unfold lowest_key; cbn [fst snd].
      rewrite !(lowest_same_value n (lowest _) _ x (lowest_lowest _)).
      destruct (stays_put _); ring.
  Qed.

  (* And only if: condition (i). *)
  Lemma moving_weights_zero r r' :
    (forall z, In z l -> length (b (fst z)) = n /\ length (b (snd z)) = n) ->
    (forall t x, 0 < t < 1 -> r x + r' * t + sum (way_value t x) l = 0) ->
    forall k, stays_put k = false -> group_weight fst o l k = 0 /\ group_weight snd o l k = 0.
  Proof.
    intros L Z k M.
    assert (L' : forall z, In z l -> length (fst (fst (oriented_key z))) = n /\ length (fst (snd (oriented_key z))) = n).
    { intros z I. destruct (L z I). unfold oriented_key, turned; simpl. destruct (way_sign z); simpl; [easy|].
      now rewrite !map_list_eq, !map_length. }
    destruct (in_dec joint_eq_dec (lowest_key k) (map (fun z => lowest_key (oriented_key z)) l)) as [I|I].
    2: { split; apply sum_zero; intros z Iz; apply (in_map (fun z => lowest_key (oriented_key z))) in Iz;
           (destruct (joint_eq_dec _ _) as [E|]; [now rewrite E in Iz|easy]). }
    apply in_map_iff in I as (z & E & I). set (kz := oriented_key z) in *. destruct (L' z I) as [L1 L2]. fold kz in L1, L2.
    assert (M' : stays_put kz = false).
    { now rewrite <- stays_put_lowest, E, stays_put_lowest. }
    set (so := fun y => if joint_eq_dec (lowest_key (oriented_key y)) (lowest_key k) then true else false).
    set (u_at := fun y x => value_of_pair n (fst (oriented_key y)) x). set (v_at := fun y x => value_of_pair n (snd (oriented_key y)) x).
    assert (Near : near_0 (fun y => u_at z (on_curve y) <> v_at z (on_curve y) /\ forall w, In w l ->
              (so w = false -> u_at w (on_curve y) <> u_at z (on_curve y) \/ v_at w (on_curve y) <> v_at z (on_curve y)) /\
              (u_at w (on_curve y) <> - u_at z (on_curve y) \/ v_at w (on_curve y) <> - v_at z (on_curve y)))).
    { apply near_0_and.
      - apply values_apart; [easy|easy|]. unfold stays_put in M'. now destruct (pair_eq_dec _ _).
      - apply near_0_all. intros w W. destruct (L' w W) as [L3 L4]. apply near_0_and.
        + destruct (so w) eqn:S; [exists 1; split; [lra|easy]|].
          eapply near_0_weaker; [apply (keys_apart n (oriented_key w) kz); try easy|].
          * intro F. unfold so in S. destruct (joint_eq_dec _ _) as [|F']; [easy|]. apply F'. congruence.
          * auto.
        + eapply near_0_weaker;
            [apply (keys_apart n (oriented_key w) (opposite (fst kz), opposite (snd kz))); simpl; rewrite ?map_length; try easy|].
          * now apply (not_opposite n).
          * intros y [H|H]; cbn [fst snd] in H; rewrite opposite_value in H; auto. }
    destruct Near as (e & He & Near). destruct (archimed_cor1 e He) as (j & Je & J0). set (y := / INR j).
    destruct (Near y) as [Nz Nl]; [split; [apply Rinv_0_lt_compat, lt_0_INR|]; easy|]. clear Near. set (x := on_curve y) in *.
    assert (Rational : forall p, is_rational (value_of_pair n p x)) by (intro p; unfold x; rewrite value_on_curve; now apply dot_rational).
    assert (Difference : forall p q, is_rational p -> is_rational q -> is_rational (q - p)).
    { intros p q [p' ->] [q' ->]. exists (q' - p')%Q. now rewrite Q2R_minus. }
    set (v := fun w => sign (way_sign w) * entry (a (fst w)) o).
    set (w := fun w => sign (way_sign w) * entry (a (snd w)) o - v w).
    destruct (motion_independent l v w (fun w => u_at w x) (fun w => v_at w x - u_at w x) (r x) r' (u_at z x) (v_at z x - u_at z x) so)
      as [H1 H2].
    - lra.
    - apply Difference; apply Rational.
    - intros; apply Difference; apply Rational.
    - intros q W. destruct (Nl q W) as [N1 N2]. unfold so. destruct (joint_eq_dec _ _) as [F|F].
      + rewrite <- E in F. split; [|f_equal]; apply lowest_same_value; first [exact (f_equal fst F) | exact (f_equal snd F)].
      + assert (S : so q = false) by (unfold so; now destruct (joint_eq_dec _ _)). specialize (N1 S).
        split; intro G; injection G as G1 G2; [destruct N1 as [N|N]|destruct N2 as [N|N]]; apply N; lra.
    - intros t T. rewrite <- (Z t x T). f_equal. apply sum_ext. intros q _. rewrite way_value_oriented.
      fold (u_at q x) (v_at q x). unfold v, w, v, between. f_equal; [ring|]. f_equal. ring.
    - assert (G : forall g : way -> hidden_unit, group_weight g o l k
                  = sum (fun z => if so z then sign (way_sign z) * entry (a (g z)) o else 0) l).
      { intro g. apply sum_ext. intros q _. unfold so. now destruct (joint_eq_dec _ _). }
      rewrite !G. split; [exact H1|]. transitivity (0 + 0); [rewrite <- H1 at 1; rewrite <- H2|ring]. rewrite <- sum_plus.
      apply sum_ext. intros q _. unfold w, v. destruct (so q); ring.
  Qed.
End Ways.

(* -- The theorem for tanh *)

Definition parameter_in (w : network) : parameter := parameter_of (units w) (d w).

Lemma function_along s n v w t x o : function s n (point_between t (parameter_in v) (parameter_in w)) x o
  = between t (bias_value (nth o (d v) no_bias)) (bias_value (nth o (d w) no_bias))
    + sum (fun z : way => value_at n x o s t (fst z) (snd z)) (ways v w).
Proof.
  unfold function, point_between, ways, parameter_in; simpl. f_equal. generalize (units w).
  induction (units v) as [|y l IH]; intros [|z k]; simpl; try easy. now rewrite IH.
Qed.

Lemma function_at_start s n v w x o : length (units v) = length (units w) ->
  function s n (point_between 0 (parameter_in v) (parameter_in w)) x o = function s n (parameter_in v) x o.
Proof.
  intro L. pose proof (function_between s n 0 (AVertex (units v) (d v)) (AVertex (units w) (d w)) x o L) as H.
  unfold parameter_in, vertex_parameter in *; simpl in H. rewrite H.
  unfold increases. rewrite sum_zero; [ring|]. intros [y z] _. unfold increase. ring.
Qed.

Lemma staying_function at_end l w x o :
  f (staying at_end l w) x o = bias_value (nth o (d w) no_bias) + staying_sum (N.to_nat (inputs w)) o l at_end x.
Proof. unfold f, function, staying_sum; simpl. now rewrite !sum_map. Qed.

Lemma staying_well_formed v w : well_formed v -> well_formed w -> inputs v = inputs w -> outputs v = outputs w ->
  well_formed (staying fst (ways v w) v) /\ well_formed (staying snd (ways v w) w).
Proof.
  intros [Dv Wv] [Dw Ww] _ _. split; (split; [easy|]); simpl; intros u I; apply in_map_iff in I as ([y z] & <- & I);
    apply filter_In in I as [I _]; [apply Wv; now apply in_combine_l in I|apply Ww; now apply in_combine_r in I].
Qed.

Lemma constant_along_tanh v w o : let n := N.to_nat (inputs v) in
  inputs v = inputs w -> outputs v = outputs w -> well_formed v -> well_formed w -> length (units v) = length (units w) ->
  (forall t, 0 <= t <= 1 -> forall x, function Tanh n (point_between t (parameter_in v) (parameter_in w)) x o
                                      = function Tanh n (parameter_in v) x o)
  <-> conditions v w o.
Proof.
  intros n I O Wv Ww L. set (l := ways v w).
  assert (F : forall t x, function Tanh n (point_between t (parameter_in v) (parameter_in w)) x o
            = between t (f (staying fst l v) x o) (f (staying snd l w) x o) + moving_sum n o l t x).
  { intros t x. rewrite function_along, !staying_function, <- I. fold n l.
    pose proof (staying_and_moving n o l t x) as H. unfold way_value at 1 in H. rewrite H. unfold between. ring. }
  destruct (staying_well_formed v w Wv Ww I O) as [Sv Sw]. fold l in Sv, Sw.
  split.
  - intro H. assert (M : forall k, stays_put k = false -> group_weight fst o l k = 0 /\ group_weight snd o l k = 0).
    { set (dv := bias_value (nth o (d v) no_bias)). set (dw := bias_value (nth o (d w) no_bias)).
      apply (moving_weights_zero n o l (fun x => dv - function Tanh n (parameter_in v) x o) (dw - dv)).
      - intros [y z] J. split; [apply Wv; now apply in_combine_l in J|unfold n; rewrite I; apply Ww; now apply in_combine_r in J].
      - intros t x T. specialize (H t ltac:(lra) x). rewrite function_along in H. fold dv dw l in H.
        rewrite <- H. unfold way_value, between. ring. }
    split; [exact M|]. fold l. apply same_function_only_if; try easy.
    intro x. pose proof (H 0 ltac:(lra) x) as H0. pose proof (H 1 ltac:(lra) x) as H1. rewrite <- H0, !F in H1.
    rewrite !(moving_sum_zero n o l _ x M) in H1. unfold between in H1. lra.
  - intros (M & W & C) t T x. rewrite <- (function_at_start Tanh n v w x o L), !F, !(moving_sum_zero n o l _ x M).
    rewrite (same_function_if (staying fst l v) (staying snd l w) o) by easy. unfold between. ring.
Qed.

(* -- Theorem 3: the function is constant along the segment from v to w if and only if the conditions hold, those of
   logistic networks for the tanh networks with the same functions. *)

Lemma sum_combine {X Y} (g : X -> R) (h : Y -> R) t : forall l k, length l = length k ->
  sum (fun z => between t (g (fst z)) (h (snd z))) (combine l k) = between t (sum g l) (sum h k).
Proof.
  induction l as [|x l IH]; intros [|y k] L; simpl in *; try lia; [unfold between; ring|]. rewrite IH by lia. unfold between. ring.
Qed.

Lemma function_along_to_tanh v w t x o : let n := N.to_nat (inputs v) in
  act v = act w -> well_formed v -> well_formed w -> outputs v = outputs w -> (o < N.to_nat (outputs v))%nat ->
  length (units v) = length (units w) ->
  function (act v) n (point_between t (parameter_in v) (parameter_in w)) x o
  = function Tanh n (point_between t (parameter_in (to_tanh v)) (parameter_in (to_tanh w))) x o.
Proof.
  intros n S [Dv _] [Dw _] O Ho L. unfold to_tanh. rewrite <- S. destruct (act v); [easy|].
  rewrite !function_along. unfold ways; simpl. rewrite !map_list_eq, !shift_onto_eq by lia. rewrite !sum_of_weights_eq, !sum_map.
  replace (combine (map half_unit (units v)) (map half_unit (units w)))
    with (map (fun z => (half_unit (fst z), half_unit (snd z))) (combine (units v) (units w))).
  - rewrite sum_map. simpl.
    rewrite (sum_ext _ (fun z => between t (entry (a (half_unit (fst z))) o) (entry (a (half_unit (snd z))) o)
                                 + value_at n x o Tanh t (half_unit (fst z)) (half_unit (snd z)))) by (intros; apply half_unit_on_the_way).
    rewrite sum_plus, (sum_combine (fun u => entry (a (half_unit u)) o) (fun u => entry (a (half_unit u)) o) t) by easy.
    unfold between; simpl. ring.
  - generalize (units w). clear. induction (units v) as [|y l IH]; intros [|z k]; simpl; try easy. now rewrite IH.
Qed.

Theorem constant_along_iff v w :
  act v = act w -> inputs v = inputs w -> outputs v = outputs w -> length (units v) = length (units w) ->
  well_formed v -> well_formed w ->
  constant_along (act v) (N.to_nat (inputs v)) (N.to_nat (outputs v)) (parameter_in v) (parameter_in w)
  <-> forall o, (o < N.to_nat (outputs v))%nat -> conditions (to_tanh v) (to_tanh w) o.
Proof.
  intros S I O L Wv Ww. destruct (to_tanh_shape v) as [Iv Ov], (to_tanh_shape w) as [Iw Ow].
  assert (L' : length (units (to_tanh v)) = length (units (to_tanh w))) by now rewrite !to_tanh_units.
  assert (E : forall o, (o < N.to_nat (outputs v))%nat ->
    (forall t, 0 <= t <= 1 -> forall x,
       function (act v) (N.to_nat (inputs v)) (point_between t (parameter_in v) (parameter_in w)) x o
       = function (act v) (N.to_nat (inputs v)) (parameter_in v) x o)
    <-> conditions (to_tanh v) (to_tanh w) o).
  { intros o Ho. rewrite <- constant_along_tanh; try congruence; try now apply to_tanh_well_formed.
    rewrite Iv. split; intros H t T x; specialize (H t T x);
      rewrite <- (function_at_start _ _ v w), !function_along_to_tanh in * by easy;
      rewrite <- (function_at_start _ _ (to_tanh v) (to_tanh w)) in * by easy; exact H. }
  unfold constant_along. split.
  - intros [_ H] o Ho. apply E; [easy|]. intros t T x. now apply H.
  - intro H. split; [unfold parameter_in; simpl; now rewrite !map_length|]. intros t T x o Ho. now apply (E o Ho); [apply H|].
Qed.
