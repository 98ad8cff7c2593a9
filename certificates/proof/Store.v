(* Values by number: a binary trie. *)
From Coq Require Import NArith PArith.

Section Store.
  Context {X : Type}.

  Inductive store := Empty | Branch (even : store) (here : option X) (odd : store).

  Fixpoint get_bits (p : positive) (t : store) : option X :=
    match t, p with
    | Empty, _ => None
    | Branch _ here _, xH => here
    | Branch even _ _, xO p => get_bits p even
    | Branch _ _ odd, xI p => get_bits p odd
    end.

  Fixpoint put_bits (p : positive) (x : X) (t : store) : store :=
    let '(even, here, odd) := match t with Empty => (Empty, None, Empty) | Branch even here odd => (even, here, odd) end in
    match p with
    | xH => Branch even (Some x) odd
    | xO p => Branch (put_bits p x even) here odd
    | xI p => Branch even here (put_bits p x odd)
    end.

  Definition get (i : N) : store -> option X := get_bits (N.succ_pos i).
  Definition put (i : N) : X -> store -> store := put_bits (N.succ_pos i).

  Lemma get_empty i : get i Empty = None.
  Proof. unfold get. now destruct (N.succ_pos i). Qed.

  Lemma get_put_bits x : forall p q t, get_bits q (put_bits p x t) = if Pos.eqb p q then Some x else get_bits q t.
  Proof.
    induction p; intros [q|q|] [|even here odd]; simpl; rewrite ?IHp; try easy.
    all: try destruct (Pos.eqb p q); now destruct q.
  Qed.

  Lemma get_put i j x t : get j (put i x t) = if N.eqb i j then Some x else get j t.
  Proof.
    unfold get, put. rewrite get_put_bits. destruct (N.eqb_spec i j) as [<-|E].
    - now rewrite Pos.eqb_refl.
    - destruct (Pos.eqb_spec (N.succ_pos i) (N.succ_pos j)) as [F|]; [|easy].
      exfalso. apply E. rewrite <- (N.pos_pred_succ i), <- (N.pos_pred_succ j). now rewrite F.
  Qed.
End Store.
Arguments store : clear implicits.
