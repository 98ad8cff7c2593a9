(* The kinds "path valid" and "connected": docs/certificate-format.md, sections 6 and 8; the "if" of Theorem 3. *)
From Coq Require Import NArith PArith QArith Qreals Reals List Lra Lia.
From Isopath Require Import Rational Gather Store Network Rules.
Import ListNotations.
Open Scope R_scope.

(* -- Paths as they are written *)

Record vertex := AVertex { vertex_units : list hidden_unit; vertex_d : list bias }.
Record change := Change { index : N; new_a : option (list Q); new_b : option (list Q); new_c : option Q }.
Inductive statement := In_full (v : vertex) | By_changes (changes : list change) (new_d : option (list bias)).
Record path := APath { path_act : activation; path_inputs : N; path_outputs : N; vertices : list statement }.

(* -- What they stand for *)

Definition or_else {X} (new : option X) (old : X) : X := match new with Some x => x | None => old end.
Definition changed (k : change) (u : hidden_unit) : hidden_unit :=
  Unit (or_else (new_a k) (a u)) (or_else (new_b k) (b u)) (or_else (new_c k) (c u)).

Fixpoint replace {X} (i : nat) (x : X) (l : list X) : list X :=
  match l, i with
  | [], _ => []
  | _ :: l, O => x :: l
  | y :: l, S i => y :: replace i x l
  end.

Definition apply_change (us : list hidden_unit) (k : change) : list hidden_unit :=
  match nth_error us (N.to_nat (index k)) with
  | Some u => replace (N.to_nat (index k)) (changed k u) us
  | None => us
  end.

Definition next_vertex (v : vertex) (s : statement) : vertex :=
  match s with
  | In_full w => w
  | By_changes ks new_d => AVertex (fold_left apply_change ks (vertex_units v)) (or_else new_d (vertex_d v))
  end.

Fixpoint vertices_from (v : vertex) (steps : list statement) : list vertex :=
  v :: match steps with [] => [] | s :: steps => vertices_from (next_vertex v s) steps end.

Definition vertex_parameter (v : vertex) : parameter := parameter_of (vertex_units v) (vertex_d v).

(* The parameters of a path. *)
Definition parameters (p : path) : list parameter :=
  match vertices p with
  | In_full v :: steps => map vertex_parameter (vertices_from v steps)
  | _ => []
  end.

(* w(t) = (1 - t) u + t v *)
Definition between (t p q : R) : R := (1 - t) * p + t * q.
Definition unit_between (t : R) (u v : real_unit) : real_unit :=
  RealUnit (fun o => between t (A u o) (A v o)) (fun j => between t (B u j) (B v j)) (between t (C u) (C v)).
Definition point_between (t : R) (u v : parameter) : parameter :=
  Weights (map (fun '(p, q) => unit_between t p q) (combine (U u) (U v))) (fun o => between t (D u o) (D v o)).

(* The function is constant along the segment from u to v: for every t in [0, 1] and every x. *)
Definition constant_along (s : activation) (n m : nat) (u v : parameter) : Prop :=
  length (U u) = length (U v) /\
  forall t, 0 <= t <= 1 -> forall x o, (o < m)%nat -> function s n (point_between t u v) x o = function s n u x o.

Fixpoint constant_along_all (s : activation) (n m : nat) (ws : list parameter) : Prop :=
  match ws with
  | u :: (v :: _) as rest => constant_along s n m u v /\ constant_along_all s n m rest
  | _ => True
  end.

(* The claims. *)
Definition valid (p : path) : Prop :=
  parameters p <> [] /\
  constant_along_all (path_act p) (N.to_nat (path_inputs p)) (N.to_nat (path_outputs p)) (parameters p).

Definition joined_by (s : activation) (n m : nat) (u v : parameter) (segments : nat) : Prop :=
  exists ws, constant_along_all s n m ws /\ length ws = S segments /\ hd_error ws = Some u /\ last ws u = v.

(* -- The checker: one segment *)

Definition joint_key := (pair * pair)%type.
Definition pair_compare (p q : pair) : comparison :=
  match vcompare (fst p) (fst q) with Eq => qcompare (snd p) (snd q) | order => order end.
Definition joint_compare (k l : joint_key) : comparison :=
  match pair_compare (fst k) (fst l) with Eq => pair_compare (snd k) (snd l) | order => order end.

(* Sums of weights, at u and at v. *)
Definition sums := (list Q * list Q)%type.
Definition sums_add (p q : sums) : sums := (vadd (fst p) (fst q), vadd (snd p) (snd q)).

Record segment := Segment { joint : tree joint_key (total (V := sums)); constants : k_tree }.

Definition joint_sign (u v : hidden_unit) : bool :=
  match first_sign (b u) with
  | Some s => s
  | None => match first_sign [c u] with
            | Some s => s
            | None => match first_sign (b v) with
                      | Some s => s
                      | None => match first_sign [c v] with Some s => s | None => true end
                      end
            end
  end.

Definition stays (u v : hidden_unit) : bool := same_pair (b u, c u) (b v, c v).

(* A unit that moves with a = 0, or stays with the same a, meets the conditions by itself. *)
Definition needs_no_group (u v : hidden_unit) : bool :=
  if vsame (a u) (a v) then if stays u v then true else vzero (a u) else false.

(* A unit of a tanh parameter that goes from u to v. *)
Definition add_tanh_unit (u v : hidden_unit) (seg : segment) : segment :=
  let is_constant := if stays u v then match first_sign (b u) with None => true | Some _ => false end else false in
  if is_constant then
    Segment (joint seg) (add_constant false (a v) (c v) (add_constant true (a u) (c u) (constants seg)))
  else
    let s := joint_sign u v in
    let w := (vturn s (a u), vturn s (a v)) in
    Segment
      (update joint_compare (turned s u, turned s v)
         (fun old => include sums_add w (match old with Some t => t | None => [] end)) (joint seg))
      (constants seg).

Definition add_unit (s : activation) (u v : hidden_unit) (seg : segment) : segment :=
  if needs_no_group u v then seg else
  match s with
  | Tanh => add_tanh_unit u v seg
  | Logistic =>
      let u := half_unit u in
      let v := half_unit v in
      add_tanh_unit u v
        (Segment (joint seg) (add_rationals false (a v) (add_rationals true (a u) (constants seg))))
  end.

Definition holds_s1 (w : sums) : bool := if vzero (fst w) then vzero (snd w) else false.
Definition holds_s2 (w : sums) : bool := vsame (fst w) (snd w).
Definition holds (k : joint_key) (t : total (V := sums)) : bool :=
  let w := grand_total sums_add ([], []) t in
  if same_pair (fst k) (snd k) then holds_s2 w else holds_s1 w.

(* S1, S2, S3 *)
Definition check_segment (number : N) (seg : segment) : result unit :=
  match first_failing holds (joint seg) with
  | Some k => Refused (if same_pair (fst k) (snd k) then S2 else S1) [At Vertex number]
  | None =>
      match first_difference (constants seg) with
      | Some o => Refused S3 [At Vertex number; At Output o]
      | None => Ok tt
      end
  end.

(* -- The checker: vertices. The units of one vertex are kept. *)

Definition is_new {X} (same : X -> X -> bool) (new : option X) (old : X) : bool :=
  match new with Some x => negb (same x old) | None => true end.
Definition is_some {X} (x : option X) : bool := match x with Some _ => true | None => false end.

(* P2: a change of unit u. *)
Definition is_proper_change (k : change) (u : hidden_unit) : bool :=
  (is_some (new_a k) || is_some (new_b k) || is_some (new_c k))
  && is_new vsame (new_a k) (a u) && is_new vsame (new_b k) (b u) && is_new qsame (new_c k) (c u).

Section Steps.
  Context (s : activation) (n m : N) (number : N).

  Fixpoint take_changes (least : N) (ks : list change) (units : store hidden_unit) (seg : segment) : result (store hidden_unit * segment) :=
    match ks with
    | [] => Ok (units, seg)
    | k :: ks =>
        let places := [At Vertex number; At Changed_unit (index k)] in
        if N.ltb (index k) least then Refused P2 places else
        match get (index k) units with
        | None => Refused P2 places
        | Some u =>
            let v := changed k u in
            if unit_fits n m v then
              if is_proper_change k u then
                take_changes (N.succ (index k)) ks (put (index k) v units) (add_unit s u v seg)
              else Refused P2 places
            else Refused T4 places
        end
    end.

  (* All units, from unit i on. The last result is the number of units. *)
  Fixpoint take_units (i : N) (vs : list hidden_unit) (units : store hidden_unit) (seg : segment) : result (store hidden_unit * segment * N) :=
    match vs with
    | [] => Ok (units, seg, i)
    | v :: vs =>
        match get i units with
        | None => Refused P1 [At Vertex number]
        | Some u =>
            if unit_fits n m v then take_units (N.succ i) vs (put i v units) (add_unit s u v seg)
            else Refused T4 [At Vertex number]
        end
    end.
End Steps.

Fixpoint store_units (n m : N) (i : N) (us : list hidden_unit) (units : store hidden_unit) : result (store hidden_unit * N) :=
  match us with
  | [] => Ok (units, i)
  | u :: us => if unit_fits n m u then store_units n m (N.succ i) us (put i u units) else Refused T4 [At Vertex 0]
  end.

Fixpoint same_terms (v w : list (Q * Q)) : bool :=
  match v, w with
  | [], [] => true
  | (x, p) :: v, (y, q) :: w => if qsame x y then if qsame p q then same_terms v w else false else false
  | _, _ => false
  end.
Fixpoint same_biases (ds es : list bias) : bool :=
  match ds, es with
  | [], [] => true
  | d :: ds, e :: es =>
      if qsame (rational d) (rational e) then if same_terms (terms d) (terms e) then same_biases ds es else false
      else false
  | _, _ => false
  end.

Record state := State { width : N; kept_units : store hidden_unit; kept_d : list bias }.

Definition check_step (s : activation) (n m number : N) (v : state) (step : statement) : result state :=
  match step with
  | In_full w =>
      let* _ := require (has_length (vertex_d w) m) T4 [At Vertex number] in
      let constants := add_biases 0 false (vertex_d w) (add_biases 0 true (kept_d v) Leaf) in
      let* (units, seg, h) := take_units s n m number 0 (vertex_units w) (kept_units v) (Segment Leaf constants) in
      let* _ := require (N.eqb h (width v)) P1 [At Vertex number] in
      let* _ := check_segment number seg in
      Ok (State (width v) units (vertex_d w))
  | By_changes ks new_d =>
      let* _ := require (match new_d with Some d => has_length d m | None => true end) T4 [At Vertex number] in
      let* _ := require (is_new same_biases new_d (kept_d v)) P2 [At Vertex number] in
      let constants :=
        match new_d with Some d => add_biases 0 false d (add_biases 0 true (kept_d v) Leaf) | None => Leaf end in
      let* (units, seg) := take_changes s n m number 0 ks (kept_units v) (Segment Leaf constants) in
      let* _ := check_segment number seg in
      Ok (State (width v) units (or_else new_d (kept_d v)))
  end.

Fixpoint check_steps (s : activation) (n m number : N) (v : state) (steps : list statement) : result N :=
  match steps with
  | [] => Ok number
  | step :: steps =>
      match check_step s n m (N.succ number) v step with
      | Ok v => check_steps s n m (N.succ number) v steps
      | Refused broken places => Refused broken places
      end
  end.

(* The number of segments, if the path is valid. *)
Definition check_path (p : path) : result N :=
  let s := path_act p in
  let n := path_inputs p in
  let m := path_outputs p in
  match vertices p with
  | In_full v :: steps =>
      let* _ := require (has_length (vertex_d v) m) T4 [At Vertex 0] in
      let* (units, h) := store_units n m 0 (vertex_units v) Empty in
      check_steps s n m 0 (State h units (vertex_d v)) steps
  | _ => Refused P1 [At Vertex 0]
  end.

Definition check_path_valid (p : path) : result unit := let* _ := check_path p in Ok tt.

Definition check_connected (p : path) (segments : N) : result unit :=
  let* number := check_path p in require (N.eqb segments number) K1 [].

(* -- Soundness: one segment *)

Section Segment.
  Context (n : nat) (x : nat -> R) (o : nat) (t : R).

  (* The unit at t, and what it adds on the way from 0 to t. *)
  Definition value_at (s : activation) (r : R) (u v : hidden_unit) : R :=
    unit_value s n (unit_between r (real_unit_of u) (real_unit_of v)) x o.
  Definition increase (s : activation) (u v : hidden_unit) : R := value_at s t u v - value_at s 0 u v.

  Definition pair_tanh_at (r : R) (k : joint_key) : R :=
    tanh (between r (dot n (entry (fst (fst k))) x + Q2R (snd (fst k))) (dot n (entry (fst (snd k))) x + Q2R (snd (snd k)))).
  Definition sums_at (r : R) (w : sums) : R := between r (entry (fst w) o) (entry (snd w) o).
  Definition joint_value (r : R) (k : joint_key) (w : total (V := sums)) : R :=
    pair_tanh_at r k * total_value (sums_at r) w.
  Definition segment_value (seg : segment) : R :=
    tree_sum (joint_value t) (joint seg) - tree_sum (joint_value 0) (joint seg) - t * k_value o (constants seg).

  Lemma dot_between r v w : dot n (fun j => between r (v j) (w j)) x = between r (dot n v x) (dot n w x).
  Proof. induction n as [|k IH]; simpl; [|rewrite IH]; unfold between; ring. Qed.

  Lemma value_at_eq s r u v :
    value_at s r u v = between r (entry (a u) o) (entry (a v) o)
      * applied s (between r (dot n (entry (b u)) x + Q2R (c u)) (dot n (entry (b v)) x + Q2R (c v))).
  Proof.
    unfold value_at, unit_value; simpl. rewrite dot_between. do 2 f_equal. unfold between. ring.
  Qed.

  Lemma between_same r p : between r p p = p.
  Proof. unfold between. ring. Qed.

  Lemma increase_same s u : increase s u u = 0.
  Proof. unfold increase. rewrite !value_at_eq, !between_same. ring. Qed.

  Lemma stays_eq u v : stays u v = true -> b u = b v /\ c u = c v.
  Proof. intro H. apply same_pair_eq in H. injection H as -> ->. easy. Qed.

  Lemma needs_no_group_increase s u v : needs_no_group u v = true -> increase s u v = 0.
  Proof.
    unfold needs_no_group, increase. destruct (vsame (a u) (a v)) eqn:E; [|easy]. apply vsame_eq in E.
    rewrite !value_at_eq, <- E, !between_same. destruct (stays u v) eqn:F.
    - intros _. apply stays_eq in F as [-> ->]. rewrite !between_same. ring.
    - intro Z. rewrite (vzero_eq _ Z). ring.
  Qed.

  Lemma vcompare_pair p q : pair_compare p q = Eq -> p = q.
  Proof.
    unfold pair_compare. destruct (vcompare (fst p) (fst q)) eqn:E; try discriminate.
    intro H. apply vcompare_eq in E. apply qcompare_eq in H. destruct p, q; simpl in *; congruence.
  Qed.
  Lemma joint_compare_eq k l : joint_compare k l = Eq -> k = l.
  Proof.
    unfold joint_compare. destruct (pair_compare (fst k) (fst l)) eqn:E; try discriminate.
    intro H. apply vcompare_pair in E, H. destruct k, l; simpl in *; congruence.
  Qed.

  Lemma sums_at_add r v w : sums_at r (sums_add v w) = sums_at r v + sums_at r w.
  Proof. unfold sums_at, sums_add, between; simpl. rewrite !vadd_eq. ring. Qed.

  Lemma between_sign r s p q : between r (sign s * p) (sign s * q) = sign s * between r p q.
  Proof. unfold between. ring. Qed.

  Lemma turned_at s r u v :
    pair_tanh_at r (turned s u, turned s v) * sums_at r (vturn s (a u), vturn s (a v)) = value_at Tanh r u v.
  Proof.
    rewrite value_at_eq. unfold pair_tanh_at, sums_at; simpl. rewrite !vturn_eq, !qturn_eq, between_sign.
    rewrite (dot_ext n (entry (vturn s (b u))) (fun j => sign s * entry (b u) j)) by (intro; apply vturn_eq).
    rewrite (dot_ext n (entry (vturn s (b v))) (fun j => sign s * entry (b v) j)) by (intro; apply vturn_eq).
    rewrite !dot_scale, <- !Rmult_plus_distr_l, between_sign, tanh_sign.
    set (z := tanh _). set (y := between _ _ _). transitivity (sign s * sign s * (y * z)); [ring|].
    rewrite sign_sign. ring.
  Qed.

  Lemma joint_update r k w j :
    tree_sum (joint_value r)
      (update joint_compare k (fun old => include sums_add w (match old with Some t => t | None => [] end)) j)
    = tree_sum (joint_value r) j + pair_tanh_at r k * sums_at r w.
  Proof.
    rewrite (update_sum _ joint_compare_eq). unfold old_value. set (rest := tree_sum _ _).
    destruct (find joint_compare k j); unfold joint_value; rewrite (include_value sums_add) by apply sums_at_add; [ring|].
    unfold total_value; simpl. ring.
  Qed.

  Lemma add_tanh_unit_value u v seg :
    segment_value (add_tanh_unit u v seg) = segment_value seg + increase Tanh u v.
  Proof.
    unfold add_tanh_unit.
    set (is_constant := if stays u v then match first_sign (b u) with None => true | Some _ => false end else false).
    destruct is_constant eqn:E; unfold segment_value; cbn [joint constants].
    - unfold is_constant in E. destruct (stays u v) eqn:F; [|easy]. apply stays_eq in F as [Eb Ec].
      destruct (first_sign (b u)) eqn:G; [easy|].
      unfold increase. rewrite !add_constant_value, !value_at_eq, <- Eb, <- Ec, !between_same.
      rewrite !(dot_zero n (entry (b u))) by now apply first_sign_none.
      rewrite !Rplus_0_l. unfold between, applied, sign. ring.
    - rewrite !joint_update, !turned_at. unfold increase. ring.
  Qed.

  Lemma half_unit_on_the_way r u v : value_at Logistic r u v =
    between r (entry (a (half_unit u)) o) (entry (a (half_unit v)) o) + value_at Tanh r (half_unit u) (half_unit v).
  Proof.
    rewrite !value_at_eq; simpl. rewrite logistic_is_tanh, !vhalf_eq, !qhalf_eq.
    rewrite (dot_ext n (entry (vhalf (b u))) (fun j => / 2 * entry (b u) j)) by (intro; rewrite vhalf_eq; field).
    rewrite (dot_ext n (entry (vhalf (b v))) (fun j => / 2 * entry (b v) j)) by (intro; rewrite vhalf_eq; field).
    rewrite !dot_scale. set (p := dot n _ x). set (q := dot n _ x).
    replace (between r (/ 2 * p + Q2R (c u) / 2) (/ 2 * q + Q2R (c v) / 2))
      with (between r (p + Q2R (c u)) (q + Q2R (c v)) / 2) by (unfold between; field).
    unfold between. field.
  Qed.

  Lemma add_unit_value s u v seg : segment_value (add_unit s u v seg) = segment_value seg + increase s u v.
  Proof.
    unfold add_unit. destruct (needs_no_group u v) eqn:E; [rewrite (needs_no_group_increase _ _ _ E); ring|].
    destruct s; [apply add_tanh_unit_value|]. rewrite add_tanh_unit_value.
    unfold segment_value; cbn [joint constants]. rewrite !add_rationals_value.
    unfold increase. rewrite !half_unit_on_the_way. unfold between, sign. ring.
  Qed.

  (* S1, S2, S3: the sums do not change on the way. *)
  Lemma check_segment_value number seg r : check_segment number seg = Ok r -> segment_value seg = 0.
  Proof.
    unfold check_segment, segment_value. destruct (first_failing holds (joint seg)) eqn:E; [easy|].
    destruct (first_difference (constants seg)) eqn:F; [easy|]. intros _.
    rewrite (no_difference _ _ F), (none_failing holds (joint_value t) (joint_value 0) _); [ring| |easy].
    intros k w H. unfold joint_value.
    assert (G : forall r, total_value (sums_at r) w = sums_at r (grand_total sums_add ([], []) w)).
    { intro. symmetry. apply grand_total_value; [apply sums_at_add|].
      unfold sums_at, between; simpl. rewrite entry_nil. ring. }
    rewrite !G. unfold holds in H. set (v := grand_total _ _ _) in *.
    destruct (same_pair (fst k) (snd k)) eqn:S.
    - apply same_pair_eq in S. apply vsame_eq in H. unfold pair_tanh_at, sums_at. now rewrite S, H, !between_same.
    - unfold holds_s1 in H. destruct (vzero (fst v)) eqn:Z; [|easy].
      unfold sums_at. rewrite !(vzero_eq _ Z), !(vzero_eq _ H), !between_same. ring.
  Qed.
End Segment.

(* -- Soundness: from vertex to vertex *)

Definition represents (units : store hidden_unit) (us : list hidden_unit) : Prop :=
  forall i, get i units = nth_error us (N.to_nat i).

Lemma nth_error_replace {X} (y : X) : forall l i j, (i < length l)%nat ->
  nth_error (replace i y l) j = if Nat.eqb i j then Some y else nth_error l j.
Proof. induction l as [|z l IH]; intros [|i] [|j] H; simpl in *; try lia; auto with arith. Qed.

Lemma length_replace {X} (y : X) : forall l i, length (replace i y l) = length l.
Proof. induction l; intros [|i]; simpl; auto. Qed.

Lemma put_represents units us i u :
  represents units us -> (N.to_nat i < length us)%nat -> represents (put i u units) (replace (N.to_nat i) u us).
Proof.
  intros H L j. rewrite get_put, nth_error_replace by easy.
  destruct (N.eqb_spec i j) as [<-|E]; [now rewrite Nat.eqb_refl|].
  destruct (Nat.eqb_spec (N.to_nat i) (N.to_nat j)); [lia|]. apply H.
Qed.

Section Sum_over_pairs.
  Context (s : activation) (n : nat) (x : nat -> R) (o : nat) (t : R).

  Definition increases (us vs : list hidden_unit) : R := sum (fun '(u, v) => increase n x o t s u v) (combine us vs).

  Lemma increases_same us : increases us us = 0.
  Proof. unfold increases. induction us; simpl; [easy|]. rewrite increase_same, IHus. ring. Qed.

  Lemma increases_replace v : forall us vs i u,
    nth_error us i = Some u -> nth_error vs i = Some u ->
    increases us (replace i v vs) = increases us vs + increase n x o t s u v.
  Proof.
    unfold increases. induction us as [|u' us IH]; intros [|v' vs] [|i] u Hu Hv; simpl in *; try easy.
    - injection Hu as ->. injection Hv as ->. rewrite increase_same. ring.
    - rewrite (IH _ _ _ Hu Hv). ring.
  Qed.
End Sum_over_pairs.

(* On the way from u to v: v' has the units of v so far, and from `least` on those of u. *)
Definition under_way (s : activation) (n : nat) (us vs : list hidden_unit) (least : nat) (units : store hidden_unit)
  (start seg : segment) : Prop :=
  represents units vs /\ length vs = length us /\
  (forall i, (least <= i)%nat -> nth_error vs i = nth_error us i) /\
  (forall x o t, segment_value n x o t seg = segment_value n x o t start + increases s n x o t us vs).

Lemma under_way_step s n us vs least units start seg i u v :
  under_way s n us vs least units start seg -> (least <= N.to_nat i)%nat -> get i units = Some u ->
  nth_error vs (N.to_nat i) = Some u /\
  under_way s n us (replace (N.to_nat i) v vs) (S (N.to_nat i)) (put i v units) start (add_unit s u v seg).
Proof.
  intros (R & L & E & V) H F. rewrite (R i) in F. split; [easy|].
  assert (N.to_nat i < length vs)%nat by (apply nth_error_Some; congruence).
  split; [now apply put_represents|]. split; [now rewrite length_replace|]. split.
  - intros j Hj. rewrite nth_error_replace by easy. destruct (Nat.eqb_spec (N.to_nat i) j); [lia|]. apply E. lia.
  - intros. rewrite add_unit_value, V, (increases_replace _ _ _ _ _ v us vs _ u); [ring| |easy]. now rewrite <- E.
Qed.

Lemma take_changes_under_way s n m number us start ks : forall least vs units seg units' seg',
  under_way s (N.to_nat n) us vs (N.to_nat least) units start seg ->
  take_changes s n m number least ks units seg = Ok (units', seg') ->
  exists least', under_way s (N.to_nat n) us (fold_left apply_change ks vs) least' units' start seg'.
Proof.
  induction ks as [|k ks IH]; intros least vs units seg units' seg' W H; simpl in H.
  - injection H as <- <-. eauto.
  - destruct (N.ltb_spec (index k) least); [easy|].
    destruct (get (index k) units) as [u|] eqn:F; [|easy].
    destruct (unit_fits n m (changed k u)); [|easy]. destruct (is_proper_change k u); [|easy].
    destruct (under_way_step _ _ _ _ _ _ _ _ (index k) u (changed k u) W) as [G W']; [lia|easy|].
    simpl. unfold apply_change at 2. rewrite G.
    refine (IH (N.succ (index k)) _ _ _ _ _ _ H). now rewrite N2Nat.inj_succ.
Qed.

Lemma replace_middle {X} (y z : X) : forall p q, replace (length p) y (p ++ z :: q) = p ++ y :: q.
Proof. induction p; intro q; simpl; congruence. Qed.

Lemma take_units_under_way s n m number us start ws : forall i p q units seg units' seg' h,
  under_way s (N.to_nat n) us (p ++ q) (length p) units start seg -> N.to_nat i = length p ->
  take_units s n m number i ws units seg = Ok (units', seg', h) ->
  exists q', under_way s (N.to_nat n) us ((p ++ ws) ++ q') (length (p ++ ws)) units' start seg'
             /\ N.to_nat h = length (p ++ ws).
Proof.
  induction ws as [|w ws IH]; intros i p q units seg units' seg' h W I H; simpl in H.
  - injection H as <- <- <-. exists q. now rewrite app_nil_r.
  - destruct (get i units) as [u|] eqn:F; [|easy]. destruct (unit_fits n m w); [|easy].
    destruct (under_way_step _ _ _ _ _ _ _ _ i u w W) as [G W']; [lia|easy|].
    rewrite I in G, W'. rewrite nth_error_app2, Nat.sub_diag in G by lia. destruct q as [|u' q]; [easy|].
    rewrite replace_middle in W'. replace (p ++ w :: q) with ((p ++ [w]) ++ q) in W' by now rewrite <- app_assoc.
    destruct (IH (N.succ i) (p ++ [w]) q _ _ _ _ _ ltac:(rewrite app_length; simpl; rewrite Nat.add_1_r; exact W')
                 ltac:(rewrite app_length; simpl; lia) H) as (q' & W'' & Hh).
    replace ((p ++ [w]) ++ ws) with (p ++ w :: ws) in * by now rewrite <- app_assoc. eauto.
Qed.

Definition state_of (v : state) (w : vertex) : Prop :=
  represents (kept_units v) (vertex_units w) /\ kept_d v = vertex_d w /\ N.to_nat (width v) = length (vertex_units w).

Lemma function_between s n t u v x o :
  length (vertex_units u) = length (vertex_units v) ->
  function s n (point_between t (vertex_parameter u) (vertex_parameter v)) x o
  = function s n (vertex_parameter u) x o
    + t * (bias_value (nth o (vertex_d v) no_bias) - bias_value (nth o (vertex_d u) no_bias))
    + increases s n x o t (vertex_units u) (vertex_units v).
Proof.
  intro L. unfold function, point_between; simpl.
  set (du := bias_value (nth o (vertex_d u) no_bias)). set (dv := bias_value _).
  transitivity (between t du dv + (sum (fun w => unit_value s n w x o) (map real_unit_of (vertex_units u))
                + increases s n x o t (vertex_units u) (vertex_units v))); [|unfold between; ring].
  f_equal. unfold increases. revert L. generalize (vertex_units u), (vertex_units v). clear.
  induction l as [|u us IH]; intros [|v vs] L; simpl in *; try lra; try lia.
  rewrite (IH vs) by lia. unfold increase, value_at.
  assert (E : unit_value s n (unit_between 0 (real_unit_of u) (real_unit_of v)) x o = unit_value s n (real_unit_of u) x o).
  { fold (value_at n x o s 0 u v). rewrite value_at_eq. unfold unit_value; simpl. unfold between.
    f_equal; [ring|]. f_equal. ring. }
  rewrite E. ring.
Qed.

(* An accepted step keeps the function, and the state is that of the next vertex. *)
Lemma check_step_sound s n m number v step v' w :
  state_of v w -> check_step s n m number v step = Ok v' ->
  state_of v' (next_vertex w step) /\
  constant_along s (N.to_nat n) (N.to_nat m) (vertex_parameter w) (vertex_parameter (next_vertex w step)).
Proof.
  intros (R & Hd & Hw) H.
  assert (Start : forall constants, under_way s (N.to_nat n) (vertex_units w) (vertex_units w) 0 (kept_units v)
                    (Segment Leaf constants) (Segment Leaf constants)).
  { intro. repeat split; try easy. intros. rewrite increases_same. ring. }
  assert (Finish : forall constants vs d' least units seg r,
    under_way s (N.to_nat n) (vertex_units w) vs least units (Segment Leaf constants) seg ->
    check_segment number seg = Ok r ->
    (forall o, k_value o constants = bias_value (nth o (vertex_d w) no_bias) - bias_value (nth o d' no_bias)) ->
    constant_along s (N.to_nat n) (N.to_nat m) (vertex_parameter w) (vertex_parameter (AVertex vs d'))).
  { intros constants vs d' least units seg r (_ & L & _ & V) S K. split; [simpl; now rewrite !map_length|].
    intros t _ x o _. rewrite function_between by easy. simpl.
    specialize (V x o t). rewrite (check_segment_value _ _ _ _ _ _ _ S) in V.
    unfold segment_value at 1 in V; simpl in V. rewrite K in V. lra. }
  destruct step as [full|ks new_d]; simpl in H |- *.
  - apply bind_ok in H as (? & _ & H). apply bind_ok in H as ([[units seg] h] & T & H).
    apply bind_ok in H as (? & Eh & H). apply bind_ok in H as (? & S & H). injection H as <-.
    apply require_ok, N.eqb_eq in Eh. 
    destruct (take_units_under_way s n m number (vertex_units w) _ (vertex_units full) 0 [] (vertex_units w)
                _ _ _ _ _ (Start _) eq_refl T) as (q & W & Hh). simpl in W, Hh.
    assert (q = []) as ->.
    { destruct W as (_ & L & _). rewrite app_length in L. destruct q; [easy|]. simpl in L. lia. }
    rewrite app_nil_r in W. split.
    + destruct W as (R' & L & _). repeat split; simpl; [easy|lia].
    + destruct full as [vs d']; simpl in *. refine (Finish _ vs d' _ _ _ _ W S _).
      intro o. rewrite !add_biases_value, Hd. simpl. rewrite Nat.sub_0_r.
      replace (k_value o Leaf) with 0 by easy. ring.
  - apply bind_ok in H as (? & _ & H). apply bind_ok in H as (? & _ & H).
    apply bind_ok in H as ([units seg] & T & H). apply bind_ok in H as (? & S & H). injection H as <-.
    destruct (take_changes_under_way s n m number (vertex_units w) _ ks 0 _ _ _ _ _ (Start _) T) as [least W].
    split.
    + destruct W as (R' & L & _). repeat split; simpl; [easy|now rewrite Hd|lia].
    + refine (Finish _ _ _ _ _ _ _ W S _). intro o. destruct new_d as [d'|]; simpl.
      * rewrite !add_biases_value, Hd. simpl. rewrite Nat.sub_0_r. replace (k_value o Leaf) with 0 by easy. ring.
      * replace (k_value o Leaf) with 0 by easy. ring.
Qed.

Lemma check_steps_sound s n m steps : forall number v w r,
  state_of v w -> check_steps s n m number v steps = Ok r ->
  constant_along_all s (N.to_nat n) (N.to_nat m) (map vertex_parameter (vertices_from w steps))
  /\ N.to_nat r = (N.to_nat number + length steps)%nat.
Proof.
  induction steps as [|step steps IH]; intros number v w r V H; simpl in H.
  - injection H as <-. simpl. lia.
  - destruct (check_step s n m (N.succ number) v step) as [v'|] eqn:E; [|easy].
    destruct (check_step_sound _ _ _ _ _ _ _ _ V E) as [V' K]. destruct (IH _ _ _ _ V' H) as [K' L].
    split; [|simpl; lia]. simpl. simpl in K'.
    destruct steps; simpl in *; now split.
Qed.

Lemma store_units_represents n m us : forall i p units units' h,
  represents units p -> N.to_nat i = length p -> store_units n m i us units = Ok (units', h) ->
  represents units' (p ++ us) /\ N.to_nat h = length (p ++ us).
Proof.
  induction us as [|u us IH]; intros i p units units' h R I H; simpl in H.
  - injection H as <- <-. now rewrite app_nil_r.
  - destruct (unit_fits n m u); [|easy].
    replace (p ++ u :: us) with ((p ++ [u]) ++ us) by now rewrite <- app_assoc.
    refine (IH (N.succ i) (p ++ [u]) _ _ _ _ _ H); [|rewrite app_length; simpl; lia].
    intro j. rewrite get_put. destruct (N.eqb_spec i j) as [<-|E].
    + now rewrite I, nth_error_app2, Nat.sub_diag by lia.
    + rewrite R. destruct (Nat.lt_ge_cases (N.to_nat j) (length p)).
      * now rewrite nth_error_app1.
      * rewrite (proj2 (nth_error_None p _)) by lia.
        symmetry. apply nth_error_None. rewrite app_length; simpl. lia.
Qed.

Lemma length_vertices_from steps : forall v, length (vertices_from v steps) = S (length steps).
Proof. induction steps; intro v; simpl; auto. Qed.

Theorem check_path_sound p r : check_path p = Ok r -> valid p /\ length (parameters p) = S (N.to_nat r).
Proof.
  unfold check_path, valid, parameters. destruct (vertices p) as [|[v|] steps]; try easy. intro H.
  apply bind_ok in H as (? & _ & H). apply bind_ok in H as ([units h] & T & H).
  apply (store_units_represents _ _ _ 0 []) in T as [R L]; [|intro i; rewrite get_empty; now destruct (N.to_nat i)|easy].
  simpl in R, L.
  assert (S : state_of (State h units (vertex_d v)) v) by (split; [exact R|split; [easy|exact L]]).
  destruct (check_steps_sound _ _ _ _ _ _ v _ S H) as [K E].
  split; [split; [|exact K]|].
  - destruct steps; simpl; easy.
  - rewrite map_length, length_vertices_from, E. easy.
Qed.

(* Accepted certificates of the kind "path valid" are true. *)
Theorem check_path_valid_sound p u : check_path_valid p = Ok u -> valid p.
Proof. unfold check_path_valid. intro H. apply bind_ok in H as (r & H & _). now apply check_path_sound in H as [V _]. Qed.

(* Accepted certificates of the kind "connected" are true. *)
Theorem check_connected_sound p segments u : check_connected p segments = Ok u ->
  exists first last, hd_error (parameters p) = Some first /\ List.last (parameters p) first = last /\
    joined_by (path_act p) (N.to_nat (path_inputs p)) (N.to_nat (path_outputs p)) first last (N.to_nat segments).
Proof.
  unfold check_connected. intro H. apply bind_ok in H as (r & H & K). apply require_ok, N.eqb_eq in K as ->.
  apply check_path_sound in H as [[E V] L]. destruct (parameters p) as [|w ws] eqn:P; [easy|].
  exists w, (List.last (w :: ws) w). split; [easy|]. split; [easy|].
  exists (w :: ws). repeat split; easy.
Qed.
