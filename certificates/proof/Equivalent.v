(* The kind "equivalent": docs/certificate-format.md, section 4. *)
From Coq Require Import NArith QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational Gather Network Rules.
Import ListNotations.
Open Scope R_scope.

(* -- Groups, which the certificate numbers: a pair, and the sum of the oriented weights of its units. *)

Record group := AGroup { its_pair : pair; weights : total (V := list Q) }.
Record groups := Groups { next : N; by_number : tree N group }.
Definition no_groups : groups := Groups 0 Leaf.

(* How a kind calls the rules that groups can break. *)
Record names := Names { numbering : rule; same_pairs : N -> rule }.

(* A unit joins group g: G2, and the numbers in the order of first units. *)
Definition join (called : names) (places : list place) (side s : bool) (u : hidden_unit) (g : N) (gs : groups)
  : result groups :=
  let p := turned s u in
  let w := vturn (Bool.eqb side s) (a u) in
  match find N.compare g (by_number gs) with
  | Some old =>
      let* _ := require (same_pair (its_pair old) p) (same_pairs called g) places in
      Ok (Groups (next gs) (update N.compare g (fun _ => AGroup (its_pair old) (include vadd w (weights old))) (by_number gs)))
  | None =>
      let* _ := require (N.eqb g (next gs)) (numbering called) places in
      Ok (Groups (N.succ g) (update N.compare g (fun _ => AGroup p (include vadd w [])) (by_number gs)))
  end.

(* G1, G2 and numbering for the units of one network; they count with the sign of the side. *)
Fixpoint join_all (called : names) (whose : part) (i : N) (side : bool) (us : list hidden_unit) (numbers : list (option N))
  (gs : groups) : result groups :=
  match us, numbers with
  | [], [] => Ok gs
  | u :: us, g :: numbers =>
      match first_sign (b u), g with
      | None, None => join_all called whose (N.succ i) side us numbers gs
      | Some s, Some g =>
          match join called [At whose i] side s u g gs with
          | Ok gs => join_all called whose (N.succ i) side us numbers gs
          | Refused broken places => Refused broken places
          end
      | _, _ => Refused G1 [At whose i]
      end
  | _, _ => Refused G1 [At whose i]
  end.

(* E3, C5: all groups add up to 0. *)
Definition require_balance (broken : rule) (gs : groups) : result unit :=
  match first_failing (fun _ g => vzero (grand_total vadd [] (weights g))) (by_number gs) with
  | None => Ok tt
  | Some g => Refused broken [At Group g]
  end.

(* E4, C6: the constants. *)
Definition add_constants (side : bool) (us : list hidden_unit) (t : k_tree) : k_tree :=
  fold_left (fun t u => match first_sign (b u) with None => add_constant side (a u) (c u) t | Some _ => t end) us t.

Definition biases (w : network) (side : bool) (t : k_tree) : k_tree :=
  add_constants side (units w) (add_biases 0 side (d w) t).

(* Two tanh networks are the same function: all but the shapes. *)
Definition check_same_function (called : names) (sums constants : rule) (v w : network) (of_v of_w : list (option N))
  : result unit :=
  let* gs := join_all called First_unit 0 true (units v) of_v no_groups in
  let* gs := join_all called Second_unit 0 false (units w) of_w gs in
  let* _ := require_balance sums gs in
  require_no_difference constants (biases w false (biases v true Leaf)).

Record equivalent_claim := Equivalent {
  first : network; second : network; first_groups : list (option N); second_groups : list (option N) }.

Definition same_shape (v w : network) : bool :=
  if N.eqb (inputs v) (inputs w) then N.eqb (outputs v) (outputs w) else false.

Definition check_equivalent (k : equivalent_claim) : result unit :=
  let* _ := require (fits (first k)) T4 [] in
  let* _ := require (fits (second k)) T4 [] in
  let* _ := require (same_shape (first k) (second k)) E1 [] in
  check_same_function (Names E2 (fun _ => G2)) E3 E4 (to_tanh (first k)) (to_tanh (second k))
    (first_groups k) (second_groups k).

(* -- Soundness. At a point x, in output o: *)

Section Soundness.
  Context (n : nat) (x : nat -> R) (o : nat).

  (* what the units contribute that are not constant; what the constant ones do; *)
  Definition value_of (u : hidden_unit) : R := unit_value Tanh n (real_unit_of u) x o.
  Definition moving_part (us : list hidden_unit) : R :=
    sum (fun u => match first_sign (b u) with Some _ => value_of u | None => 0 end) us.
  Definition constant_part (us : list hidden_unit) : R :=
    sum (fun u => match first_sign (b u) with Some _ => 0 | None => value_of u end) us.

  (* and what the groups do. *)
  Definition group_value (_ : N) (g : group) : R :=
    pair_tanh n (its_pair g) x * total_value (fun v => entry v o) (weights g).
  Definition groups_value (gs : groups) : R := tree_sum group_value (by_number gs).

  Lemma parts us : sum value_of us = moving_part us + constant_part us.
  Proof.
    unfold moving_part, constant_part. rewrite <- sum_plus. apply sum_ext. intros u _. destruct (first_sign (b u)); ring.
  Qed.

  Lemma oriented_value side s u :
    pair_tanh n (turned s u) x * entry (vturn (Bool.eqb side s) (a u)) o = sign side * value_of u.
  Proof.
    rewrite turned_tanh, vturn_eq, sign_eqb. unfold value_of, unit_value; simpl. unfold pair_tanh; simpl.
    pose proof (sign_sign s). set (z := tanh _). transitivity (sign s * sign s * (sign side * (entry (a u) o * z))); [ring|].
    rewrite H. ring.
  Qed.

  Lemma N_compare_eq k l : N.compare k l = Eq -> k = l.
  Proof. apply N.compare_eq. Qed.

  Lemma include_entry w t :
    total_value (fun v => entry v o) (include vadd w t) = total_value (fun v => entry v o) t + entry w o.
  Proof. apply (include_value vadd (fun v => entry v o)). intros. apply vadd_eq. Qed.

  Lemma join_value called places side s u g gs gs' :
    join called places side s u g gs = Ok gs' -> groups_value gs' = groups_value gs + sign side * value_of u.
  Proof.
    unfold join, groups_value. destruct (find N.compare g (by_number gs)) as [old|] eqn:F; intro H;
      apply bind_ok in H as (? & R & H); apply require_ok in R; injection H as <-; cbn [by_number];
      rewrite (update_sum _ N_compare_eq); unfold old_value; rewrite F, <- (oriented_value side s u);
      set (rest := tree_sum group_value (by_number gs)); unfold group_value; cbn [its_pair weights].
    - rewrite include_entry. apply same_pair_eq in R. rewrite R. ring.
    - unfold total_value; simpl. ring.
  Qed.

  Lemma join_all_value called whose side us : forall i numbers gs gs',
    join_all called whose i side us numbers gs = Ok gs' ->
    groups_value gs' = groups_value gs + sign side * moving_part us.
  Proof.
    unfold moving_part. induction us as [|u us IH]; intros i [|g numbers] gs gs' H; simpl in *; try easy.
    - injection H as <-. ring.
    - destruct (first_sign (b u)) as [s|], g as [g|]; try easy.
      + destruct (join _ _ side s u g gs) eqn:J; [|easy]. rewrite (IH _ _ _ _ H), (join_value _ _ _ _ _ _ _ _ J). ring.
      + rewrite (IH _ _ _ _ H). ring.
  Qed.

  Lemma balance_value broken gs v : require_balance broken gs = Ok v -> groups_value gs = 0.
  Proof.
    unfold require_balance. destruct (first_failing _ (by_number gs)) eqn:E; [easy|]. intros _.
    unfold groups_value. rewrite <- (tree_sum_zero (by_number gs)). refine (none_failing _ _ _ _ _ E).
    intros k g H. unfold group_value.
    rewrite <- (grand_total_value vadd [] (fun v => entry v o)); [|intros; apply vadd_eq|apply entry_nil].
    rewrite (vzero_eq _ H). ring.
  Qed.

  Lemma add_constants_value side us : forall t,
    k_value o (add_constants side us t) = k_value o t + sign side * constant_part us.
  Proof.
    unfold add_constants, constant_part. induction us as [|u us IH]; intro t; simpl; [ring|].
    rewrite IH. destruct (first_sign (b u)) eqn:E; [ring|].
    rewrite add_constant_value. unfold value_of, unit_value; simpl.
    rewrite (dot_zero n (entry (b u))) by now apply first_sign_none. rewrite Rplus_0_l. ring.
  Qed.

  Lemma biases_value w side t :
    k_value o (biases w side t)
    = k_value o t + sign side * (bias_value (nth o (d w) no_bias) + constant_part (units w)).
  Proof.
    unfold biases. rewrite add_constants_value, add_biases_value. simpl. rewrite Nat.sub_0_r. ring.
  Qed.
End Soundness.

Theorem check_same_function_sound called sums constants v w of_v of_w u :
  act v = Tanh -> act w = Tanh -> inputs v = inputs w ->
  check_same_function called sums constants v w of_v of_w = Ok u ->
  forall x o, f v x o = f w x o.
Proof.
  intros Hv Hw Hn H x o. unfold check_same_function in H.
  apply bind_ok in H as (gs & J & H). apply bind_ok in H as (gs' & J' & H). apply bind_ok in H as (? & S & H).
  set (n := N.to_nat (inputs v)).
  apply (join_all_value n x o) in J, J'. apply (balance_value n x o) in S.
  apply (require_no_difference_ok) with (o := o) in H. rewrite !(biases_value n x o) in H.
  unfold f, function. rewrite Hv, Hw, <- Hn. simpl. fold n. rewrite !sum_map.
  change (fun u => unit_value Tanh n (real_unit_of u) x o) with (value_of n x o).
  rewrite !(parts n x o).
  unfold k_value in H; simpl in *. unfold groups_value at 2 in J; simpl in J. lra.
Qed.

(* Accepted certificates of the kind "equivalent" are true. *)
Theorem check_equivalent_sound k u :
  check_equivalent k = Ok u -> well_formed (first k) /\ well_formed (second k) /\ equivalent (first k) (second k).
Proof.
  unfold check_equivalent. intro H.
  apply bind_ok in H as (? & V & H). apply bind_ok in H as (? & W & H). apply bind_ok in H as (? & S & H).
  apply require_ok in V, W, S. apply fits_well_formed in V, W.
  unfold same_shape in S. destruct (N.eqb_spec (inputs (first k)) (inputs (second k))) as [Hi|]; [|easy].
  apply N.eqb_eq in S as Ho. split; [easy|]. split; [easy|]. split; [easy|]. split; [easy|].
  intros point o Ho'. destruct V as [V _], W as [W _].
  rewrite <- (to_tanh_same_function (first k)), <- (to_tanh_same_function (second k)) by lia.
  destruct (to_tanh_shape (first k)) as [I _], (to_tanh_shape (second k)) as [I' _].
  refine (check_same_function_sound _ _ _ _ _ _ _ _ (to_tanh_act _) (to_tanh_act _) _ H point o). congruence.
Qed.
