(* What a certificate speaks of: one-hidden-layer networks as real functions. docs/mathematics.md, section 1. *)
From Coq Require Import QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational.
Import ListNotations.
Open Scope R_scope.

(* -- Networks as they are written: rational weights, output biases in K. *)

Record hidden_unit := Unit { a : list Q; b : list Q; c : Q }.
Record bias := Bias { rational : Q; terms : list (Q * Q) (* (coefficient, argument) of each tanh *) }.
Inductive activation := Tanh | Logistic.
Record network := Network {
  act : activation; inputs : N; outputs : N; units : list hidden_unit; d : list bias }.

(* -- Parameters: the same with real numbers. Vectors are functions of the index: of x, b only the first n entries
   count, of a, d only the first m. *)

Record real_unit := RealUnit { A : nat -> R; B : nat -> R; C : R }.
Record parameter := Weights { U : list real_unit; D : nat -> R }.

Definition applied (s : activation) (z : R) : R :=
  match s with Tanh => tanh z | Logistic => / (1 + exp (- z)) end.

Fixpoint dot (n : nat) (v x : nat -> R) : R :=
  match n with O => 0 | S n => dot n v x + v n * x n end.

Definition unit_value (s : activation) (n : nat) (u : real_unit) (x : nat -> R) (o : nat) : R :=
  A u o * applied s (dot n (B u) x + C u).

(* f_w, its output o at the point x. *)
Definition function (s : activation) (n : nat) (w : parameter) (x : nat -> R) (o : nat) : R :=
  D w o + sum (fun u => unit_value s n u x o) (U w).

(* -- What the written numbers stand for. *)

Definition bias_value (e : bias) : R :=
  Q2R (rational e) + sum (fun '(k, q) => Q2R k * tanh (Q2R q)) (terms e).

Definition no_bias : bias := Bias 0 [].

Definition real_unit_of (u : hidden_unit) : real_unit := RealUnit (entry (a u)) (entry (b u)) (Q2R (c u)).

Definition parameter_of (us : list hidden_unit) (d : list bias) : parameter :=
  Weights (map real_unit_of us) (fun o => bias_value (nth o d no_bias)).

Definition f (w : network) : (nat -> R) -> nat -> R :=
  function (act w) (N.to_nat (inputs w)) (parameter_of (units w) (d w)).

(* The claim of the kind "equivalent". *)
Definition equivalent (v w : network) : Prop :=
  inputs v = inputs w /\ outputs v = outputs w /\
  forall x o, (o < N.to_nat (outputs v))%nat -> f v x o = f w x o.

(* -- tanh is odd, and stands for the logistic function. *)

Lemma tanh_odd z : tanh (- z) = - tanh z.
Proof.
  unfold tanh, sinh, cosh. rewrite Ropp_involutive.
  pose proof (exp_pos z). pose proof (exp_pos (- z)). field. lra.
Qed.

Lemma tanh_0 : tanh 0 = 0.
Proof. unfold tanh. rewrite sinh_0. apply Rmult_0_l. Qed.

Lemma tanh_sign s z : tanh (sign s * z) = sign s * tanh z.
Proof.
  destruct s; simpl; [now rewrite !Rmult_1_l|].
  replace (-1 * z) with (- z) by ring. rewrite tanh_odd. ring.
Qed.

Lemma sign_sign s : sign s * sign s = 1.
Proof. destruct s; simpl; ring. Qed.

(* s(z) = 1/2 + (1/2) tanh(z/2). *)
Lemma logistic_is_tanh z : / (1 + exp (- z)) = 1 / 2 + tanh (z / 2) / 2.
Proof.
  unfold tanh, sinh, cosh.
  replace (- z) with (- (z / 2) + - (z / 2)) by field. rewrite exp_plus.
  assert (E : exp (z / 2) * exp (- (z / 2)) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  set (p := exp (z / 2)) in *. set (q := exp (- (z / 2))) in *.
  assert (0 < p) by apply exp_pos. assert (0 < q) by apply exp_pos.
  apply Rmult_eq_reg_l with ((1 + q * q) * (2 * (p + q))); [|nra].
  field_simplify; [nra|nra|nra].
Qed.

Lemma dot_scale n k v x : dot n (fun j => k * v j) x = k * dot n v x.
Proof. induction n; simpl; [|rewrite IHn]; ring. Qed.

Lemma dot_ext n v w x : (forall j, v j = w j) -> dot n v x = dot n w x.
Proof. intro H. induction n; simpl; [|rewrite IHn, H]; easy. Qed.

Lemma dot_zero n v x : (forall j, v j = 0) -> dot n v x = 0.
Proof. intro H. induction n; simpl; [|rewrite IHn, H]; lra. Qed.

(* -- The map to tanh (rule M1): a s(z) = a/2 + (a/2) tanh(z/2). *)

Definition half_unit (u : hidden_unit) : hidden_unit := Unit (vhalf (a u)) (vhalf (b u)) (qhalf (c u)).

Definition sum_of_weights (us : list hidden_unit) : list Q :=
  grand_total vadd [] (fold_left (fun t u => include vadd (a u) t) us []).

Fixpoint shift_onto (done ds : list bias) (s : list Q) : list bias :=
  match ds, s with
  | e :: ds, q :: s => shift_onto (Bias (qadd (rational e) q) (terms e) :: done) ds s
  | _, _ => rev_append done ds
  end.

Definition to_tanh (w : network) : network :=
  match act w with
  | Tanh => w
  | Logistic =>
      let us := map_list half_unit (units w) in
      Network Tanh (inputs w) (outputs w) us (shift_onto [] (d w) (sum_of_weights us))
  end.

Lemma sum_of_weights_eq us o : entry (sum_of_weights us) o = sum (fun u => entry (a u) o) us.
Proof.
  unfold sum_of_weights.
  rewrite (grand_total_value vadd [] (fun v => entry v o)); [|intros; apply vadd_eq|apply entry_nil].
  assert (H : forall t, total_value (fun v => entry v o) (fold_left (fun t u => include vadd (a u) t) us t)
                        = total_value (fun v => entry v o) t + sum (fun u => entry (a u) o) us).
  { induction us as [|u us IH]; intro t; simpl; [lra|]. rewrite IH, include_value; [lra|intros; apply vadd_eq]. }
  rewrite H. unfold total_value; simpl. lra.
Qed.

Lemma shift_onto_eq ds s o : (o < length ds)%nat ->
  bias_value (nth o (shift_onto [] ds s) no_bias) = bias_value (nth o ds no_bias) + entry s o.
Proof.
  pose (shift := fix shift (ds : list bias) (s : list Q) := match ds, s with
    | e :: ds, q :: s => Bias (qadd (rational e) q) (terms e) :: shift ds s | _, _ => ds end).
  assert (E : forall ds done s, shift_onto done ds s = rev done ++ shift ds s).
  { clear. induction ds as [|e ds IH]; intros done [|q s]; simpl; rewrite ?rev_append_rev; try easy.
    rewrite IH. simpl. now rewrite <- app_assoc. }
  rewrite E; simpl. clear E. revert s o. induction ds as [|e ds IH]; intros s o H; simpl in H; [lia|].
  destruct s as [|q s], o as [|o]; simpl; rewrite ?entry_nil; try lra.
  - unfold bias_value, entry; simpl. rewrite qadd_eq. lra.
  - rewrite IH by lia. easy.
Qed.

Lemma half_unit_value n u x o :
  unit_value Logistic n (real_unit_of u) x o
  = entry (a (half_unit u)) o + unit_value Tanh n (real_unit_of (half_unit u)) x o.
Proof.
  unfold unit_value; simpl. rewrite logistic_is_tanh, vhalf_eq, qhalf_eq.
  replace (dot n (entry (vhalf (b u))) x) with (dot n (entry (b u)) x / 2).
  - replace ((dot n (entry (b u)) x + Q2R (c u)) / 2) with (dot n (entry (b u)) x / 2 + Q2R (c u) / 2) by field. field.
  - rewrite (dot_ext n (entry (vhalf (b u))) (fun j => / 2 * entry (b u) j)) by (intro; rewrite vhalf_eq; field). rewrite dot_scale. field.
Qed.

(* The tanh network is the same function. *)
Theorem to_tanh_same_function w x o : (o < length (d w))%nat -> f (to_tanh w) x o = f w x o.
Proof.
  intro H. unfold to_tanh. destruct (act w) eqn:E; [easy|].
  unfold f, function; simpl. rewrite E. rewrite map_list_eq, !sum_map, shift_onto_eq by easy.
  rewrite sum_of_weights_eq, sum_map, Rplus_assoc, <- sum_plus.
  f_equal. apply sum_ext. intros u _. now rewrite half_unit_value.
Qed.

Lemma to_tanh_act w : act (to_tanh w) = Tanh.
Proof. unfold to_tanh. now destruct (act w) eqn:E. Qed.
Lemma to_tanh_shape w : inputs (to_tanh w) = inputs w /\ outputs (to_tanh w) = outputs w.
Proof. unfold to_tanh. now destruct (act w). Qed.
