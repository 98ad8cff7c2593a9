(* Zarith's integers for Coq's Z, N and positive: what the directives of Extraction.v name. *)
type t = Z.t
type comparison = Eq | Lt | Gt

let zero = Z.zero
let one = Z.one
let add = Z.add
let mul = Z.mul
let opp = Z.neg
let gcd = Z.gcd
let div = Z.ediv (* the floor, since only positive numbers divide *)
let equal = Z.equal
let less = Z.lt
let compare p q =
  let order = Z.compare p q in
  if order = 0 then Eq else if order < 0 then Lt else Gt
let is_even = Z.is_even
let succ = Z.succ
let pred_or_zero n = if Z.sign n > 0 then Z.pred n else Z.zero
let to_positive z = if Z.sign z > 0 then z else Z.one

(* positive is 2 p + 1, 2 p or 1 *)
let twice p = Z.shift_left p 1
let twice_and_one p = Z.succ (Z.shift_left p 1)
let match_positive odd even one p =
  if Z.equal p Z.one then one ()
  else if Z.is_even p then even (Z.shift_right p 1)
  else odd (Z.shift_right p 1)
let match_n zero positive n = if Z.sign n = 0 then zero () else positive n
let match_z zero positive negative z =
  let s = Z.sign z in
  if s = 0 then zero () else if s > 0 then positive z else negative (Z.neg z)
