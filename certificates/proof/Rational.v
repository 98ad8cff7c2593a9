(* Exact rationals that stay in lowest terms, their real values, vectors, and sums of many of them. *)
From Coq Require Import QArith Qreals Reals ZArith List Lra Lia.
Import ListNotations.
Open Scope R_scope.

(* -- Lists that may be long: no recursion that is not a tail call. *)

Definition map_list {X Y} (f : X -> Y) (l : list X) : list Y :=
  rev_append (fold_left (fun done x => f x :: done) l nil) nil.

Lemma map_list_eq {X Y} (f : X -> Y) l : map_list f l = map f l.
Proof.
  unfold map_list; rewrite <- rev_alt.
  assert (H : forall acc, fold_left (fun done x => f x :: done) l acc = rev (map f l) ++ acc).
  { induction l as [|x l IH]; intro acc; simpl; [easy|]. now rewrite IH, <- app_assoc. }
  now rewrite H, app_nil_r, rev_involutive.
Qed.

Fixpoint has_length {X} (l : list X) (n : N) : bool :=
  match l with
  | [] => N.eqb n 0
  | _ :: l => if N.eqb n 0 then false else has_length l (N.pred n)
  end.

Lemma has_length_eq {X} (l : list X) : forall n, has_length l n = true -> length l = N.to_nat n.
Proof.
  induction l as [|x l IH]; intros n H; simpl in *.
  - apply N.eqb_eq in H; now subst.
  - destruct (N.eqb_spec n 0); [easy|]. rewrite (IH _ H). lia.
Qed.

(* -- Rationals *)

Definition lowest_terms (n : Z) (d : positive) : Q :=
  let g := Z.gcd n (Zpos d) in Qmake (n / g) (Z.to_pos (Zpos d / g)).

Definition qadd (p q : Q) : Q :=
  lowest_terms (Qnum p * Zpos (Qden q) + Qnum q * Zpos (Qden p)) (Qden p * Qden q).

Definition qhalf (q : Q) : Q :=
  if Z.even (Qnum q) then Qmake (Qnum q / 2) (Qden q) else Qmake (Qnum q) (2 * Qden q).

Definition qzero (q : Q) : bool := Z.eqb (Qnum q) 0.

(* A total order of what is written, cheaper than that of the values: rationals in lowest terms are equal if and
   only if they are written alike. *)
Definition qcompare (p q : Q) : comparison :=
  match Z.compare (Qnum p) (Qnum q) with Eq => Pos.compare (Qden p) (Qden q) | order => order end.

Definition qsame (p q : Q) : bool := match qcompare p q with Eq => true | _ => false end.

Lemma lowest_terms_eq n d : (lowest_terms n d == Qmake n d)%Q.
Proof.
  unfold lowest_terms, Qeq; simpl.
  destruct (Z.gcd_divide_l n (Zpos d)) as [n' Hn], (Z.gcd_divide_r n (Zpos d)) as [d' Hd].
  assert (Hg : (0 < Z.gcd n (Zpos d))%Z).
  { pose proof (Z.gcd_nonneg n (Zpos d)). assert (Z.gcd n (Zpos d) <> 0)%Z by (intro E; rewrite E in Hd; lia). lia. }
  set (g := Z.gcd n (Zpos d)) in *.
  replace (n / g)%Z with n' by (rewrite Hn; symmetry; apply Z.div_mul; lia).
  assert (Hq : (Zpos d / g = d')%Z) by (rewrite Hd; apply Z.div_mul; lia).
  rewrite Hq, Z2Pos.id by nia. rewrite Hd at 1. rewrite Hn. ring.
Qed.

Lemma qadd_eq p q : Q2R (qadd p q) = Q2R p + Q2R q.
Proof.
  rewrite <- Q2R_plus. apply Qeq_eqR. unfold qadd. rewrite lowest_terms_eq. now destruct p, q.
Qed.

Lemma qhalf_eq q : Q2R (qhalf q) = Q2R q / 2.
Proof.
  unfold qhalf, Q2R. destruct q as [n d]; simpl.
  destruct (Z.even n) eqn:E; simpl.
  - apply Z.even_spec in E as [k ->].
    rewrite Z.mul_comm, Z.div_mul by lia. rewrite mult_IZR. field. now apply not_0_IZR.
  - rewrite Pos2Z.inj_xO, mult_IZR. field. now apply not_0_IZR.
Qed.

Lemma qopp_eq q : Q2R (Qopp q) = - Q2R q.
Proof. apply Q2R_opp. Qed.

Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R; simpl; lra. Qed.

Lemma qzero_eq q : qzero q = true -> Q2R q = 0.
Proof. unfold qzero, Q2R. intro H. apply Z.eqb_eq in H. rewrite H. ring. Qed.

Lemma qcompare_eq p q : qcompare p q = Eq -> p = q.
Proof.
  unfold qcompare. destruct p as [n d], q as [n' d']; simpl.
  destruct (Z.compare_spec n n'); try discriminate. intro H'. apply Pos.compare_eq in H'. now subst.
Qed.

Lemma qsame_eq p q : qsame p q = true -> p = q.
Proof. unfold qsame. destruct (qcompare p q) eqn:E; try discriminate. intros _. now apply qcompare_eq. Qed.

(* -- Vectors: lists, with 0 beyond their ends. *)

Definition entry (v : list Q) (k : nat) : R := Q2R (nth k v 0%Q).

Fixpoint vcompare (v w : list Q) : comparison :=
  match v, w with
  | [], [] => Eq
  | [], _ => Lt
  | _, [] => Gt
  | p :: v, q :: w => match qcompare p q with Eq => vcompare v w | order => order end
  end.

Definition vsame (v w : list Q) : bool := match vcompare v w with Eq => true | _ => false end.

Fixpoint vzero (v : list Q) : bool :=
  match v with [] => true | q :: v => if qzero q then vzero v else false end.

Fixpoint vadd_onto (done v w : list Q) : list Q :=
  match v, w with
  | p :: v, q :: w => vadd_onto (qadd p q :: done) v w
  | v, [] => rev_append done v
  | [], w => rev_append done w
  end.
Definition vadd : list Q -> list Q -> list Q := vadd_onto [].

Lemma vcompare_eq v : forall w, vcompare v w = Eq -> v = w.
Proof.
  induction v as [|p v IH]; intros [|q w]; simpl; try discriminate; [easy|].
  destruct (qcompare p q) eqn:E; try discriminate. intro H. now rewrite (qcompare_eq _ _ E), (IH _ H).
Qed.

Lemma vsame_eq v w : vsame v w = true -> v = w.
Proof. unfold vsame. destruct (vcompare v w) eqn:E; try discriminate. intros _. now apply vcompare_eq. Qed.

Lemma entry_nil k : entry [] k = 0.
Proof. unfold entry. destruct k; apply Q2R_0. Qed.

Lemma vzero_eq v : vzero v = true -> forall k, entry v k = 0.
Proof.
  induction v as [|q v IH]; intros H k; simpl in *; [apply entry_nil|].
  destruct (qzero q) eqn:E; [|easy]. destruct k; [now apply qzero_eq|now apply IH].
Qed.

Lemma vadd_onto_eq v : forall w done k,
  entry (vadd_onto done v w) k
  = if Nat.ltb k (length done) then entry (rev done) k else entry v (k - length done) + entry w (k - length done).
Proof.
  assert (Hrev : forall done v k, entry (rev_append done v) k
    = if Nat.ltb k (length done) then entry (rev done) k else entry v (k - length done)).
  { intros done w k. rewrite rev_append_rev. unfold entry. destruct (Nat.ltb_spec k (length done)).
    - now rewrite app_nth1 by now rewrite rev_length.
    - rewrite app_nth2; rewrite rev_length; easy. }
  induction v as [|p v IH]; intros w done k.
  - destruct w; simpl; rewrite Hrev; destruct (Nat.ltb k (length done)); try easy; rewrite entry_nil; lra.
  - destruct w as [|q w].
    + simpl vadd_onto. rewrite Hrev. destruct (Nat.ltb k (length done)); [easy|]. rewrite entry_nil; lra.
    + simpl vadd_onto. rewrite IH. unfold entry. simpl length; simpl rev.
      destruct (Nat.ltb_spec k (S (length done))), (Nat.ltb_spec k (length done)); try lia.
      * now rewrite app_nth1 by now rewrite rev_length.
      * assert (k = length done) as -> by lia. rewrite app_nth2; rewrite rev_length; [|lia].
        rewrite Nat.sub_diag. simpl. apply qadd_eq.
      * replace (k - length done)%nat with (S (k - S (length done))) by lia. easy.
Qed.

Lemma vadd_eq v w k : entry (vadd v w) k = entry v k + entry w k.
Proof. unfold vadd. rewrite vadd_onto_eq. simpl. now rewrite Nat.sub_0_r. Qed.

(* A number or vector times 1 (true) or -1. *)
Definition qturn (s : bool) (q : Q) : Q := if s then q else Qopp q.
Definition vturn (s : bool) (v : list Q) : list Q := if s then v else map_list Qopp v.
Definition sign (s : bool) : R := if s then 1 else -1.

Lemma qturn_eq s q : Q2R (qturn s q) = sign s * Q2R q.
Proof. destruct s; simpl; [|rewrite qopp_eq]; lra. Qed.

Lemma vturn_eq s v k : entry (vturn s v) k = sign s * entry v k.
Proof.
  destruct s; simpl; [lra|]. rewrite map_list_eq. unfold entry.
  change 0%Q with (Qopp 0) at 1. rewrite map_nth, qopp_eq. lra.
Qed.

Definition vhalf : list Q -> list Q := map_list qhalf.

Lemma vhalf_eq v k : entry (vhalf v) k = entry v k / 2.
Proof.
  unfold vhalf, entry. rewrite map_list_eq. change 0%Q with (qhalf 0) at 1. now rewrite map_nth, qhalf_eq.
Qed.

(* The sign of the first entry that is not 0, if there is one. *)
Fixpoint first_sign (v : list Q) : option bool :=
  match v with [] => None | q :: v => if qzero q then first_sign v else Some (Z.ltb 0 (Qnum q)) end.

Lemma first_sign_none v : first_sign v = None -> forall k, entry v k = 0.
Proof.
  intro H. apply vzero_eq. induction v as [|q v IH]; simpl in *; [easy|]. destruct (qzero q); [now apply IH|easy].
Qed.

(* -- Sums of real numbers over lists *)

Fixpoint sum {X} (f : X -> R) (l : list X) : R :=
  match l with [] => 0 | x :: l => f x + sum f l end.

Lemma sum_app {X} (f : X -> R) l l' : sum f (l ++ l') = sum f l + sum f l'.
Proof. induction l; simpl; lra. Qed.

Lemma sum_ext {X} (f g : X -> R) l : (forall x, In x l -> f x = g x) -> sum f l = sum g l.
Proof.
  induction l as [|x l IH]; intro H; simpl; [easy|].
  rewrite (H x) by now left. rewrite IH; [easy|]. intros y Hy. apply H. now right.
Qed.

Lemma sum_map {X Y} (f : Y -> R) (g : X -> Y) l : sum f (map g l) = sum (fun x => f (g x)) l.
Proof. induction l; simpl; congruence. Qed.

Lemma sum_plus {X} (f g : X -> R) l : sum (fun x => f x + g x) l = sum f l + sum g l.
Proof. induction l; simpl; lra. Qed.

Lemma sum_scale {X} (f : X -> R) k l : sum (fun x => k * f x) l = k * sum f l.
Proof. induction l; simpl; lra. Qed.

Lemma sum_zero {X} (f : X -> R) l : (forall x, In x l -> f x = 0) -> sum f l = 0.
Proof.
  intro H. rewrite (sum_ext f (fun _ => 0) l H). clear H. induction l; simpl; lra.
Qed.

(* -- Totals: terms are added in pairs, pairs in pairs of pairs, and so on: many fractions with different
   denominators then cost little more than their product. Entry k is the sum of 2^k terms, if there is one. *)

Section Total.
  Context {V : Type} (add : V -> V -> V) (zero : V) (value : V -> R).
  Hypothesis value_add : forall v w, value (add v w) = value v + value w.
  Hypothesis value_zero : value zero = 0.

  Definition total := list (option V).

  Fixpoint include (v : V) (t : total) : total :=
    match t with
    | [] => [Some v]
    | None :: t => Some v :: t
    | Some w :: t => None :: include (add w v) t
    end.

  Definition grand_total (t : total) : V :=
    fold_left (fun s part => match part with Some v => add v s | None => s end) t zero.

  Definition total_value : total -> R := sum (fun part => match part with Some v => value v | None => 0 end).

  Lemma include_value v t : total_value (include v t) = total_value t + value v.
  Proof.
    revert v. unfold total_value.
    induction t as [|[w|] t IH]; intro v; simpl; [lra| |lra]. rewrite IH, value_add. lra.
  Qed.

  Lemma grand_total_value t : value (grand_total t) = total_value t.
  Proof.
    unfold grand_total.
    assert (H : forall s, value (fold_left (fun s part => match part with Some v => add v s | None => s end) t s)
                          = value s + total_value t).
    { unfold total_value. induction t as [|[w|] t IH]; intro s; simpl; [lra| |]; rewrite IH; [rewrite value_add|]; lra. }
    rewrite H, value_zero. lra.
  Qed.
End Total.
