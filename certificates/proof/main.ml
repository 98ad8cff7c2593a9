(* isopath-check-proved: the command line around the extracted checker. *)
module Zarith = Z
open Core
module Z = Zarith (* not that of the core *)
open Reader

let usage =
  "usage: isopath-check-proved CERTIFICATE [--json]\n       isopath-check-proved --help | --version\n"

let help =
  "\nDerives the claim of a certificate again, by a checker whose soundness is proved in Coq; CERTIFICATE may be - for\n\
   standard input. Kinds: canonical, equivalent, path valid, connected.\n\
  \  --json              print one JSON object\n\
   exit codes:\n\
  \  0 verified          1 refused by a rule     2 usage\n\
  \  3 not a certificate of this format, or a file that can't be read\n\
  \  4 a kind not treated, or a compressed file    6 out of memory     70 a fault of the program\n"

let rule_name = function
  | T4 -> "T4" | G1 -> "G1" | G2 -> "G2" | C1 -> "C1" | C2 -> "C2" | C3 -> "C3" | C4 -> "C4" | C5 -> "C5" | C6 -> "C6"
  | E1 -> "E1" | E2 -> "E2" | E3 -> "E3" | E4 -> "E4" | P1 -> "P1" | P2 -> "P2" | S1 -> "S1" | S2 -> "S2" | S3 -> "S3"
  | K1 -> "K1"

let expected = function
  | T4 -> "vectors of the lengths that inputs and outputs say"
  | G1 -> "one entry per unit, null for the constant units and for no other"
  | G2 -> "a unit with the oriented pair of its group"
  | C1 -> "a tanh network of the same inputs and outputs, with as many units as the rank says"
  | C2 -> "an oriented unit with some a and b other than 0"
  | C3 -> "a pair (b, c) beyond that of the unit before"
  | C4 -> "a group that has a unit, or the next, with the oriented pair of the unit"
  | C5 | E3 -> "oriented weights of the group with the same sum in both networks"
  | C6 | E4 -> "d plus the contributions of the constant units to be the same element of K in both networks"
  | E1 -> "the same inputs and outputs"
  | E2 -> "a group that has a unit, or the next"
  | P1 -> "a vertex 0 in full, and all vertices with the same number of units"
  | P2 -> "changes of units, in rising order, that change something and nothing else"
  | S1 -> "units that move together to have weights that add up to 0 at both vertices"
  | S2 -> "units that stay together to have the same sum of weights at both vertices"
  | S3 -> "d plus the contributions of the units that stay with b = 0 to be as at the vertex before"
  | K1 -> "the number of vertices less one"

(* The two networks of a claim, in the order in which the checker takes them. *)
let names = function Of_canonical _ -> ("canonical", "network") | _ -> ("a", "b")

let place certificate { what; number } =
  let first, second = names certificate in
  let numbered label = Printf.sprintf "%s %s" label (Z.to_string number) in
  match what with
  | First_unit -> numbered ("unit of \"" ^ first ^ "\"")
  | Second_unit -> numbered ("unit of \"" ^ second ^ "\"")
  | Group -> numbered "group"
  | Output -> numbered "output"
  | Vertex -> numbered "vertex"
  | Changed_unit -> numbered "change of unit"

let counted number noun = Printf.sprintf "%d %s%s" number noun (if number = 1 then "" else "s")

let described act units inputs outputs =
  Printf.sprintf "%s, %s, %s and %s"
    (match act with Tanh -> "tanh" | Logistic -> "logistic")
    (counted units "hidden unit")
    (counted (Z.to_int inputs) "input")
    (counted (Z.to_int outputs) "output")

let network_line label w =
  Printf.sprintf "%s: %s; compared with no file" label (described w.act (List.length w.units) w.inputs w.outputs)

let path_line p =
  let vertices = List.length p.vertices in
  let units = match p.vertices with In_full v :: _ -> List.length v.vertex_units | _ -> 0 in
  Printf.sprintf "path: %s, %s; %s; compared with no file"
    (if vertices = 1 then "1 vertex" else Printf.sprintf "%d vertices" vertices)
    (counted (vertices - 1) "segment")
    (described p.path_act units p.path_inputs p.path_outputs)

(* The claim in words, and what it speaks of. *)
let claim_lines = function
  | Of_equivalent k ->
      [ "claim: f_a(x) = f_b(x) for all real x"; network_line "network a" k.first; network_line "network b" k.second ]
  | Of_canonical k ->
      [ Printf.sprintf
          "claim: \"canonical\" is the canonical form of \"network\", and its number of units, %s, is the least of any tanh \
           network with the same function"
          (Z.to_string k.rank);
        network_line "network" k.network_of ]
  | Of_path_valid p ->
      [ "claim: f_w is the same function for all w on the straight segments from each vertex to the next"; path_line p ]
  | Of_connected (p, _) ->
      [ "claim: the first and the last vertex are joined by a path along which f_w is the same"; path_line p ]

type report = { mutable kind : string option; mutable lines : string list }

let json_string text =
  let out = Buffer.create 80 in
  String.iter (fun c -> if c = '"' || c = '\\' then Buffer.add_char out '\\'; Buffer.add_char out c) (printable text);
  "\"" ^ Buffer.contents out ^ "\""

let in_json reason report =
  let or_null = function Some text -> json_string text | None -> "null" in
  Printf.sprintf "{\"verified\": %b, \"claim\": %s, \"reason\": %s, \"lines\": [%s]}\n" (reason = None)
    (or_null report.kind) (or_null reason)
    (String.concat ", " (List.map json_string report.lines))

let in_text reason report =
  let lines = (match report.kind with Some kind -> [ "kind: " ^ kind ] | None -> []) @ report.lines in
  (match reason with None -> "s VERIFIED\n" | Some reason -> "s REJECTED\nc reason: " ^ printable reason ^ "\n")
  ^ String.concat "" (List.map (fun line -> "c " ^ printable line ^ "\n") lines)
  ^ "c the verdict is about the real functions, not about their evaluation in floating point\n"

let read_bytes name =
  let read channel =
    set_binary_mode_in channel true;
    let bytes = Buffer.create 65536 and chunk = Bytes.create 65536 in
    let rec go () =
      match input channel chunk 0 (Bytes.length chunk) with
      | 0 -> Buffer.contents bytes
      | length -> Buffer.add_subbytes bytes chunk 0 length; go ()
    in
    go ()
  in
  try
    if name = "-" then read stdin
    else
      let channel = open_in_bin name in
      Fun.protect ~finally:(fun () -> close_in channel) (fun () -> read channel)
  with Sys_error message ->
    let prefix = name ^ ": " in
    let is_named = String.length message > String.length prefix && String.sub message 0 (String.length prefix) = prefix in
    let reason =
      if is_named then String.sub message (String.length prefix) (String.length message - String.length prefix) else message
    in
    raise (Refusal (Not_a_certificate, name ^ ": can't be read: " ^ reason))

(* By the first bytes: a gzip member, a Zstandard frame, one to be skipped. *)
let is_compressed text =
  let has at bytes = String.length text >= at + String.length bytes && String.sub text at (String.length bytes) = bytes in
  has 0 "\x1f\x8b\x08" || has 0 "\x28\xb5\x2f\xfd" || (has 1 "\x2a\x4d\x18" && Char.code text.[0] land 0xF0 = 0x50)

let number_of = function Refused_by_rule -> 1 | Usage -> 2 | Not_a_certificate -> 3 | Not_treated -> 4

let verify name report =
  let text = read_bytes name in
  if is_compressed text then raise (Refusal (Not_treated, name ^ ": compressed: expand it first, with gunzip or zstd -d"));
  let certificate = certificate name text (fun kind -> report.kind <- Some kind) in
  report.lines <- claim_lines certificate;
  match check certificate with
  | Ok () -> ()
  | Refused (rule, places) ->
      let where = String.concat ", " (List.map (place certificate) places) in
      let code = if rule = T4 then Not_a_certificate else Refused_by_rule in
      raise
        (Refusal
           ( code,
             Printf.sprintf "%s: $.claim%s: rule %s: expected %s" name
               (if where = "" then "" else ", " ^ where)
               (rule_name rule) (expected rule) ))

let fail_usage message = raise (Refusal (Usage, message))

let run arguments =
  let rec options files wants_json = function
    | [] -> (List.rev files, wants_json)
    | "--json" :: rest -> options files true rest
    | "--" :: rest -> (List.rev_append files rest, wants_json)
    | option :: _ when String.length option > 1 && option.[0] = '-' ->
        let name = List.hd (String.split_on_char '=' option) in
        if List.mem name [ "--network"; "--activation"; "--tensors" ] then
          fail_usage (name ^ " is not supported: isopath-check compares certificates with network files")
        else fail_usage ("unknown option " ^ option)
    | file :: rest -> options (file :: files) wants_json rest
  in
  if List.exists (fun argument -> argument = "--help" || argument = "-h") arguments then (print_string (usage ^ help); 0)
  else if List.mem "--version" arguments then (print_string ("isopath-check-proved " ^ Version.number ^ "\n"); 0)
  else begin
    let files, wants_json = options [] false arguments in
    let name =
      match files with
      | [ name ] -> name
      | [] -> fail_usage "a certificate is missing"
      | _ -> fail_usage "more than one certificate"
    in
    let report = { kind = None; lines = [] } in
    let code, reason =
      try verify name report; (0, None)
      with Refusal (code, reason) ->
        if code <> Refused_by_rule then prerr_endline ("isopath-check-proved: " ^ printable reason);
        (number_of code, Some reason)
    in
    print_string ((if wants_json then in_json else in_text) reason report);
    code
  end

let () =
  let fault message = prerr_endline ("isopath-check-proved: " ^ message) in
  exit
    (try
       let code = run (List.tl (Array.to_list Sys.argv)) in
       flush stdout;
       code
     with
     | Refusal (code, message) -> fault (printable message); prerr_string usage; number_of code
     | Out_of_memory -> fault "out of memory"; 6
     | error ->
         close_out_noerr stdout; (* what can't be written is not tried again at the end *)
         fault ("a fault of the program: " ^ Printexc.to_string error); 70)
