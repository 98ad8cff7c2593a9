(* Gathering by keys: a red-black tree (Okasaki 1998). What is proved of it is all that soundness needs: a sum over
   its entries changes by what is done to the one entry. Order and balance only make it fast. *)
From Coq Require Import Reals List Lra.
From Isopath Require Import Rational.
Open Scope R_scope.

Section Tree.
  Context {K V : Type} (compare : K -> K -> comparison).
  Hypothesis compare_eq : forall k l, compare k l = Eq -> k = l.

  Inductive tree := Leaf | Node (red : bool) (left : tree) (k : K) (v : V) (right : tree).

  Fixpoint find (k : K) (t : tree) : option V :=
    match t with
    | Leaf => None
    | Node _ l k' v r => match compare k k' with Eq => Some v | Lt => find k l | Gt => find k r end
    end.

  Definition balance_left (l : tree) (k : K) (v : V) (r : tree) : tree :=
    match l with
    | Node true (Node true a ka va b) kb vb c => Node true (Node false a ka va b) kb vb (Node false c k v r)
    | Node true a ka va (Node true b kb vb c) => Node true (Node false a ka va b) kb vb (Node false c k v r)
    | _ => Node false l k v r
    end.
  Definition balance_right (l : tree) (k : K) (v : V) (r : tree) : tree :=
    match r with
    | Node true (Node true b kb vb c) kc vc d => Node true (Node false l k v b) kb vb (Node false c kc vc d)
    | Node true b kb vb (Node true c kc vc d) => Node true (Node false l k v b) kb vb (Node false c kc vc d)
    | _ => Node false l k v r
    end.

  (* The entry of k, if there is one, becomes its image. *)
  Fixpoint change (k : K) (image : option V -> V) (t : tree) : tree :=
    match t with
    | Leaf => Node true Leaf k (image None) Leaf
    | Node red l k' v r =>
        match compare k k' with
        | Eq => Node red l k' (image (Some v)) r
        | Lt => if red then Node true (change k image l) k' v r else balance_left (change k image l) k' v r
        | Gt => if red then Node true l k' v (change k image r) else balance_right l k' v (change k image r)
        end
    end.
  Definition update (k : K) (image : option V -> V) (t : tree) : tree :=
    match change k image t with Node _ l k' v r => Node false l k' v r | Leaf => Leaf end.

  (* The first entry that fails, in the order of keys. *)
  Fixpoint first_failing (holds : K -> V -> bool) (t : tree) : option K :=
    match t with
    | Leaf => None
    | Node _ l k v r =>
        match first_failing holds l with
        | Some k => Some k
        | None => if holds k v then first_failing holds r else Some k
        end
    end.

  Variable value : K -> V -> R.

  Fixpoint tree_sum (t : tree) : R :=
    match t with Leaf => 0 | Node _ l k v r => tree_sum l + value k v + tree_sum r end.

  Definition old_value (k : K) (t : tree) : R := match find k t with Some v => value k v | None => 0 end.

  Lemma balance_left_sum l k v r : tree_sum (balance_left l k v r) = tree_sum l + value k v + tree_sum r.
  Proof.
    destruct l as [|[] [|[] ? ? ? ?] ? ? [|[] ? ? ? ?]]; simpl; ring.
  Qed.
  Lemma balance_right_sum l k v r : tree_sum (balance_right l k v r) = tree_sum l + value k v + tree_sum r.
  Proof.
    destruct r as [|[] [|[] ? ? ? ?] ? ? [|[] ? ? ? ?]]; simpl; ring.
  Qed.

  Lemma update_sum k image t :
    tree_sum (update k image t) = tree_sum t - old_value k t + value k (image (find k t)).
  Proof.
    assert (H : tree_sum (change k image t) = tree_sum t - old_value k t + value k (image (find k t))).
    { unfold old_value. induction t as [|red l IHl k' v r IHr]; simpl; [ring|].
      destruct (compare k k') eqn:E; simpl.
      - apply compare_eq in E as <-. ring.
      - destruct red; simpl; rewrite ?balance_left_sum, IHl; ring.
      - destruct red; simpl; rewrite ?balance_right_sum, IHr; ring. }
    rewrite <- H. unfold update. now destruct (change k image t).
  Qed.

End Tree.
Arguments tree : clear implicits.
Arguments Leaf {K V}.

(* If no entry fails, a sum over the entries is another, if only their values are equal where an entry holds. *)
Lemma none_failing {K V} (holds : K -> V -> bool) (f g : K -> V -> R) t :
  (forall k v, holds k v = true -> f k v = g k v) -> first_failing holds t = None -> tree_sum f t = tree_sum g t.
Proof.
  intro H. induction t as [|red l IHl k v r IHr]; simpl; [easy|].
  destruct (first_failing holds l); [easy|]. destruct (holds k v) eqn:E; [|easy].
  intro F. now rewrite (IHl eq_refl), (IHr F), (H _ _ E).
Qed.

Lemma tree_sum_zero {K V} (t : tree K V) : tree_sum (fun _ _ => 0) t = 0.
Proof. induction t; simpl; lra. Qed.
