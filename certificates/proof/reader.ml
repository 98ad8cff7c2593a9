(* Certificates as text: rules T1 to T5 of docs/certificate-format.md. What is read here is believed to say what the
   text says; whether its claim holds is decided by the extracted core. *)
module Zarith = Z
open Core
module Z = Zarith (* not that of the core *)

type exit_code = Refused_by_rule | Usage | Not_a_certificate | Not_treated

exception Refusal of exit_code * string

(* -- Places and refusals *)

(* An object or list around the value that is read. *)
type level = { is_list : bool; mutable entries : int; mutable key : string }

type source = {
  name : string;
  text : string;
  mutable position : int;
  mutable token : int; (* where the value or sign read last begins *)
  mutable levels : level list; (* innermost first *)
}

(* Length of the UTF-8 character at a place; 0 if there is none. *)
let character_length text at =
  let byte k = if at + k < String.length text then Char.code text.[at + k] else 0 in
  let first = byte 0 and second = byte 1 in
  let is_tail k = byte k land 0xC0 = 0x80 in
  if first < 0x80 then 1
  else if first < 0xC2 || first > 0xF4 then 0
  else if first < 0xE0 then if is_tail 1 then 2 else 0
  else if first < 0xF0 then
    if is_tail 1 && is_tail 2 && not ((first = 0xE0 && second < 0xA0) || (first = 0xED && second > 0x9F)) then 3 else 0
  else if is_tail 1 && is_tail 2 && is_tail 3 && not ((first = 0xF0 && second < 0x90) || (first = 0xF4 && second > 0x8F))
  then 4
  else 0

(* A text fit for one line of output. *)
let printable text =
  let out = Buffer.create (String.length text) in
  let rec go at =
    if at < String.length text then begin
      let length = character_length text at and byte = Char.code text.[at] in
      if length = 0 || byte < 0x20 || byte = 0x7F then Buffer.add_string out (Printf.sprintf "\\x%02x" byte)
      else Buffer.add_string out (String.sub text at length);
      go (at + max length 1)
    end
  in
  go 0;
  Buffer.contents out

let in_quotes text =
  let length = String.length text in
  if length <= 40 then Printf.sprintf "\"%s\"" (printable text)
  else Printf.sprintf "\"%s...\" of %d characters" (printable (String.sub text 0 40)) length

let path s =
  let step level =
    (if level.is_list && level.entries > 0 then Printf.sprintf "[%d]" (level.entries - 1) else "")
    ^ if level.key = "" then "" else "." ^ printable level.key
  in
  "$" ^ String.concat "" (List.rev_map step s.levels)

let fail ?(code = Not_a_certificate) s rule message =
  let line = ref 1 and column = ref 1 in
  for k = 0 to s.token - 1 do
    let c = s.text.[k] in
    if c = '\n' then (incr line; column := 1)
    else if Char.code c land 0xC0 <> 0x80 then incr column
  done;
  let named = if rule = "" then "" else "rule " ^ rule ^ ": " in
  raise (Refusal (code, Printf.sprintf "%s:%d:%d: %s: %s%s" s.name !line !column (path s) named message))

let fail_expected s rule expected =
  let length = String.length s.text in
  let rec ending at = if at < length && not (String.contains " \t\r\n,:]}" s.text.[at]) then ending (at + 1) else at in
  let found =
    if s.token >= length then "the end of the text"
    else in_quotes (String.sub s.text s.token (ending (s.token + 1) - s.token))
  in
  fail s rule (Printf.sprintf "expected %s, found %s" expected found)

(* -- JSON *)

(* The next character that is not white space, '\000' at the end. It is not read. *)
let rec peek s =
  if s.position >= String.length s.text then (s.token <- s.position; '\000')
  else
    match String.unsafe_get s.text s.position with
    | ' ' | '\n' | '\r' | '\t' -> s.position <- s.position + 1; peek s
    | c -> s.token <- s.position; c

let expect s rule sign expected =
  if peek s <> sign then fail_expected s rule expected;
  s.position <- s.position + 1

let open_level s sign expected =
  expect s "T1" sign expected;
  s.levels <- { is_list = sign = '['; entries = 0; key = "" } :: s.levels

(* False if the object or list ends here, with this bracket. *)
let next_entry s bracket =
  let level = List.hd s.levels in
  level.key <- "";
  if peek s = bracket then begin
    s.position <- s.position + 1;
    s.levels <- List.tl s.levels;
    false
  end
  else begin
    if level.entries > 0 then expect s "" ',' (if bracket = '}' then "',' or '}'" else "',' or ']'");
    level.entries <- level.entries + 1;
    true
  end

let string s rule expected =
  if peek s <> '"' then fail_expected s rule expected;
  let start = s.position + 1 in
  let rec ending at seen =
    if at >= String.length s.text then fail s "" "found the end of the text inside a string";
    match String.unsafe_get s.text at with
    | '"' -> (at, seen)
    | '\\' -> fail s rule ("expected " ^ expected ^ ", found a string with an escape")
    | c when Char.code c < 0x20 -> fail s "" "found a control character in a string"
    | c -> ending (at + 1) (seen lor Char.code c)
  in
  let last, seen = ending start 0 in
  s.position <- last + 1;
  let text = String.sub s.text start (last - start) in
  let rec check at =
    if at < String.length text then
      match character_length text at with
      | 0 -> fail s "" "found a string that is not UTF-8"
      | length -> check (at + length)
  in
  if seen >= 0x80 then check 0;
  text

let either_of names = String.concat " or " (List.map in_quotes names)

(* T1: the next key is one of these, and its value comes next. *)
let key_of s names =
  let wrong found = fail s "T1" (Printf.sprintf "expected the key %s, found %s" (either_of names) found) in
  if not (next_entry s '}') then wrong "the end of the object";
  let key = string s "T1" "a key" in
  let token = s.token in
  expect s "" ':' "':'";
  (List.hd s.levels).key <- key;
  s.token <- token;
  if List.mem key names then key else wrong ("the key " ^ in_quotes key)

let key s name = ignore (key_of s [ name ])
let open_object s = open_level s '{' "an object"

let close_object s =
  if next_entry s '}' then
    fail s "T1" ("expected the end of the object, found the key " ^ in_quotes (string s "T1" "a key"))

(* A list, and its length. *)
let list s read =
  open_level s '[' "a list";
  let rec go done_ length = if next_entry s ']' then go (read () :: done_) (length + 1) else (List.rev done_, length) in
  go [] 0

let null s =
  ignore (peek s);
  let is_null = s.position + 4 <= String.length s.text && String.sub s.text s.position 4 = "null" in
  if is_null then s.position <- s.position + 4;
  is_null

let optional s read = if null s then None else Some (read ())

let choice s rule choices =
  let expected = either_of choices in
  let found = string s rule expected in
  if List.mem found choices then found
  else fail s rule (Printf.sprintf "expected %s, found %s" expected (in_quotes found))

(* T3, and T4: at most the limit, which is at most 10^18. *)
let count s limit =
  let expected = "an integer without sign, fraction and exponent" in
  ignore (peek s);
  let length = String.length s.text in
  let rec ending at = if at < length && String.contains "+-.0123456789eE" s.text.[at] then ending (at + 1) else at in
  let last = ending s.position in
  if last = s.position then fail_expected s "T3" expected;
  if s.text.[s.position] = '0' && last > s.position + 1 then fail s "T3" "found a bare number with a leading zero";
  let rec value at so_far =
    if at = last then so_far
    else
      match s.text.[at] with
      | '0' .. '9' as c ->
          let v = (so_far * 10) + Char.code c - 48 in
          if v > limit then fail s "T4" (Printf.sprintf "expected at most %d" limit) else value (at + 1) v
      | _ -> fail_expected s "T3" expected
  in
  let v = value s.position 0 in
  s.position <- last;
  v

(* -- Numbers: T2, T4 *)

let max_length = 1_000_000

exception Not_canonical

let rec gcd p q = if q = 0 then p else gcd q (p mod q)

(* Digits from a place to an end, the first of them not 0; they are read at once if they are few. *)
let positive_integer text start last =
  if start >= last || String.unsafe_get text start = '0' then raise Not_canonical;
  let is_small = last - start <= 18 in
  let value = ref 0 in
  for k = start to last - 1 do
    match String.unsafe_get text k with
    | '0' .. '9' as c -> if is_small then value := (!value * 10) + Char.code c - 48
    | _ -> raise Not_canonical
  done;
  if is_small then Z.of_int !value else Z.of_string (String.sub text start (last - start))

(* p or p/q in lowest terms with q > 1 and p > 0, from a place to an end. *)
let positive_rational text start last =
  let rec slash at = if at < last && String.unsafe_get text at <> '/' then slash (at + 1) else at in
  match slash start with
  | slash when slash < last ->
      let p = positive_integer text start slash and q = positive_integer text (slash + 1) last in
      let is_lowest =
        if Z.fits_int p && Z.fits_int q then gcd (Z.to_int p) (Z.to_int q) = 1 else Z.equal (Z.gcd p q) Z.one
      in
      if Z.equal q Z.one || not is_lowest then raise Not_canonical;
      { qnum = p; qden = q }
  | _ -> { qnum = positive_integer text start last; qden = Z.one }

let zero = { qnum = Z.zero; qden = Z.one }

let rational_of text =
  let last = String.length text in
  if text = "0" then zero
  else if last > 0 && text.[0] = '-' then qopp (positive_rational text 1 last)
  else positive_rational text 0 last

let rational s =
  let text = string s "T2" "a rational in a string" in
  if String.length text > max_length then
    fail s "T4" (Printf.sprintf "expected at most %d characters, found %s" max_length (in_quotes text));
  try rational_of text
  with Not_canonical ->
    fail s "T2" ("expected an integer or p/q in lowest terms, in canonical notation, found " ^ in_quotes text)

(* A canonical sum: the rational part, and the terms by rising argument. *)
let sum_of text =
  let length = String.length text in
  let takes prefix at =
    at + String.length prefix <= length && String.sub text at (String.length prefix) = prefix in
  let rec number_end at =
    if at < length && (match text.[at] with '0' .. '9' | '/' -> true | _ -> false) then number_end (at + 1) else at in
  let number at =
    let last = number_end at in
    if last - at > max_length then raise Not_canonical;
    (positive_rational text at last, last) in
  let less p q = Z.lt (Z.mul p.qnum q.qden) (Z.mul q.qnum p.qden) in
  let is_one q = Z.equal q.qnum Z.one && Z.equal q.qden Z.one in
  let rec term at is_negative so_far =
    let coefficient, after = if takes "tanh(" at then ({ zero with qnum = Z.one }, at) else number at in
    let signed = if is_negative then qopp coefficient else coefficient in
    let is_written = after > at in
    let opening = if is_written then "*tanh(" else "tanh(" in
    if takes opening after then begin
      if is_written && is_one coefficient then raise Not_canonical;
      let argument, last = number (after + String.length opening) in
      if not (takes ")" last) then raise Not_canonical;
      (match so_far.terms with (_, q) :: _ when not (less q argument) -> raise Not_canonical | _ -> ());
      next (last + 1) { so_far with terms = (signed, argument) :: so_far.terms }
    end
    else if (is_negative && at = 1) || at = 0 then next after { so_far with rational = signed }
    else raise Not_canonical
  and next at so_far =
    if at = length then { so_far with terms = List.rev so_far.terms }
    else if takes " + " at then term (at + 3) false so_far
    else if takes " - " at then term (at + 3) true so_far
    else raise Not_canonical
  in
  let nothing = { rational = zero; terms = [] } in
  if text = "0" then nothing else if takes "-" 0 then term 1 true nothing else term 0 false nothing

let sum s =
  let text = string s "T2" "a sum in a string" in
  try sum_of text
  with Not_canonical -> fail s "T2" ("expected a sum in canonical notation, found " ^ in_quotes text)

(* -- Networks and paths *)

let max_inputs = 1_000_000 (* and outputs *)
let max_units = 2_147_483_647
let max_segments = 1_000_000_000_000_000_000

let of_length s expected read =
  let entries, found = list s read in
  if found <> expected then fail s "T4" (Printf.sprintf "expected %d entries, found %d" expected found);
  entries

type shape = { activation : activation; n : int; m : int }

let shape s =
  key s "activation";
  let activation = if choice s "T1" [ "tanh"; "logistic" ] = "tanh" then Tanh else Logistic in
  key s "inputs";
  let n = count s max_inputs in
  key s "outputs";
  let m = count s max_inputs in
  if m = 0 then fail s "T4" "expected at least 1 output, found 0";
  { activation; n; m }

let hidden_unit s shape () =
  open_object s;
  key s "a";
  let a = of_length s shape.m (fun () -> rational s) in
  key s "b";
  let b = of_length s shape.n (fun () -> rational s) in
  key s "c";
  let c = rational s in
  close_object s;
  { a; b; c }

let units s shape = fst (list s (hidden_unit s shape))
let biases s shape = of_length s shape.m (fun () -> sum s)

let network s =
  open_object s;
  let shape = shape s in
  key s "units";
  let units = units s shape in
  key s "d";
  let d = biases s shape in
  close_object s;
  { act = shape.activation; inputs = Z.of_int shape.n; outputs = Z.of_int shape.m; units; d }

let change s shape () =
  open_object s;
  key s "unit";
  let index = Z.of_int (count s max_units) in
  key s "a";
  let new_a = optional s (fun () -> of_length s shape.m (fun () -> rational s)) in
  key s "b";
  let new_b = optional s (fun () -> of_length s shape.n (fun () -> rational s)) in
  key s "c";
  let new_c = optional s (fun () -> rational s) in
  close_object s;
  { index; new_a; new_b; new_c }

let vertex s shape () =
  open_object s;
  let statement =
    if key_of s [ "units"; "changes" ] = "units" then begin
      let vertex_units = units s shape in
      key s "d";
      In_full { vertex_units; vertex_d = biases s shape }
    end
    else begin
      let changes, _ = list s (change s shape) in
      key s "d";
      By_changes (changes, optional s (fun () -> biases s shape))
    end
  in
  close_object s;
  statement

let whole_path s =
  open_object s;
  let shape = shape s in
  key s "vertices";
  let vertices, _ = list s (vertex s shape) in
  close_object s;
  { path_act = shape.activation; path_inputs = Z.of_int shape.n; path_outputs = Z.of_int shape.m; vertices }

let groups s = fst (list s (fun () -> optional s (fun () -> Z.of_int (count s (2 * max_units)))))

(* -- Kinds: claim and evidence *)

let equivalent s =
  key s "claim";
  open_object s;
  key s "a";
  let first = network s in
  key s "b";
  let second = network s in
  close_object s;
  key s "evidence";
  open_object s;
  key s "groups";
  open_object s;
  key s "a";
  let first_groups = groups s in
  key s "b";
  let second_groups = groups s in
  close_object s;
  close_object s;
  Of_equivalent { first; second; first_groups; second_groups }

let canonical s =
  key s "claim";
  open_object s;
  key s "network";
  let network_of = network s in
  key s "canonical";
  let canonical_of = network s in
  key s "rank";
  let rank = Z.of_int (count s max_units) in
  close_object s;
  key s "evidence";
  open_object s;
  key s "groups";
  let network_groups = groups s in
  close_object s;
  Of_canonical { network_of; canonical_of; rank; network_groups }

let no_evidence s =
  key s "evidence";
  open_object s;
  close_object s

let path_valid s =
  key s "claim";
  open_object s;
  key s "path";
  let path = whole_path s in
  close_object s;
  no_evidence s;
  Of_path_valid path

let connected s =
  key s "claim";
  open_object s;
  key s "path";
  let path = whole_path s in
  key s "segments";
  let segments = Z.of_int (count s max_segments) in
  close_object s;
  no_evidence s;
  Of_connected (path, segments)

let kinds = [ ("canonical", canonical); ("equivalent", equivalent); ("path valid", path_valid); ("connected", connected) ]

(* A certificate; its kind is told as soon as it is known. *)
let certificate name text told_kind =
  let s = { name; text; position = 0; token = 0; levels = [] } in
  open_object s;
  key s "format";
  ignore (choice s "T5" [ "isopath-certificate" ]);
  key s "version";
  let version = count s max_units in
  if version <> 1 then fail s "T5" (Printf.sprintf "expected version 1, found %d" version);
  key s "kind";
  let kind = string s "T5" "a kind" in
  told_kind kind;
  match List.assoc_opt kind kinds with
  | None -> fail ~code:Not_treated s "T5" ("found a kind that this program does not know, " ^ in_quotes kind)
  | Some read ->
      let certificate = read s in
      close_object s;
      ignore (peek s);
      if s.position <> String.length text then fail_expected s "" "nothing after the closing brace";
      certificate
