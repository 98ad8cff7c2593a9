// The kinds path valid, path broken, connected and distance: sections 6 to 8 and 10 of
// docs/certificate-format.md.
#include "report.hpp"
#include "lower.hpp"
#include "rules.hpp"

namespace isopath::check {

namespace {

/// A vertex as it is stated: all units, or those that change.
struct Stated {
  Network net;  // of these units; its d is empty if it is unchanged
  bool is_full = true;
  std::vector<std::size_t> units;  // the indices of those that change

  std::size_t index(std::size_t k) const { return is_full ? k : units[k]; }
  /// The place of its k-th unit.
  Place place_of(std::size_t k) const {
    return {net.place.source, net.unit_offsets[k],
            joined(net.place.path, is_full ? ".units[" : ".changes[", k, "]")};
  }
};

/// A rule that a segment breaks.
struct Fault {
  Place place;
  std::string_view rule;
  std::string message;
};

// --- segments: S1 to S3
//
// On logistic networks M1 halves all a, b and c: that changes nothing in S1, S2 and the groups. Only S3
// speaks of halves.

/// Units of a segment with one joint key, as positions in the vertex that states them, and their signs.
struct Group {
  bool moves = false;
  std::vector<std::pair<std::size_t, int>> units;
};

/// S1 or S2, in one output.
bool is_invariant(const Group& group, const Network& u, const Stated& v, std::size_t output) {
  Terms first, second;  // S1: the weights at u, and those at v; S2: those at v less those at u
  for (const auto& [k, sign] : group.units) {
    const Rational before = u.a_of(v.index(k))[output], here = v.net.a_of(k)[output];
    if (group.moves || before != here) {
      first.emplace_back(group.moves ? sign : -sign, before);
      (group.moves ? second : first).emplace_back(sign, here);
    }
  }
  return add_up_to_0(std::move(first)) && add_up_to_0(std::move(second));
}

/// The first fault of the segment from u to v. Units that meet their condition by themselves are left out,
/// with them all that are not stated at v: so the cost is that of the units that are, with n + m numbers
/// each.
std::optional<Fault> fault_of_segment(const Network& u, const Stated& v) {
  std::vector<Group> groups;  // in the order of their first units
  std::map<std::string, std::size_t> numbers;
  Network constants_at_u, constants_at_v;  // d, and the units that S3 speaks of, as networks without inputs
  const auto add_constant = [](Network& net, std::span<const Rational> a, Rational c) {
    net.a.insert(net.a.end(), a.begin(), a.end());
    net.c.push_back(c);
  };
  for (std::size_t k = 0; k < v.net.units(); ++k) {
    const std::size_t i = v.index(k);
    const auto a_at_u = u.a_of(i), b_at_u = u.b_of(i), a = v.net.a_of(k), b = v.net.b_of(k);
    const Rational c = v.net.c[k];
    const bool moves = c != u.c[i] || !std::equal(b.begin(), b.end(), b_at_u.begin());
    const bool has_same_a = std::equal(a.begin(), a.end(), a_at_u.begin());
    if (has_same_a && (!moves || std::all_of(a.begin(), a.end(), is_zero))) continue;
    const bool is_constant = !moves && std::all_of(b.begin(), b.end(), is_zero);
    // M1: the a of any logistic unit counts in d. With c = 0, so tanh(c) = 0, it counts there and no more.
    if (is_constant || (u.is_logistic && !has_same_a)) {
      add_constant(constants_at_u, a_at_u, is_constant ? c : "0");
      add_constant(constants_at_v, a, is_constant ? c : "0");
    }
    if (is_constant) continue;
    auto [key, orientation] =
        moves ? oriented({b_at_u, {&u.c[i], 1}, b, {&v.net.c[k], 1}}) : oriented({b, {&v.net.c[k], 1}});
    const auto [entry, is_new] = numbers.try_emplace(std::move(key), groups.size());
    if (is_new) groups.push_back({moves, {}});
    groups[entry->second].units.emplace_back(k, orientation);
  }
  for (const Group& group : groups)
    for (std::size_t o = 0; o < u.outputs; ++o)
      if (!is_invariant(group, u, v, o))
        return Fault{v.place_of(group.units.front().first), group.moves ? "S1" : "S2",
                     joined("expected units that ",
                            group.moves ? "move together to have weights that add up to 0 at both vertices"
                                        : "stay together to have the same sum of weights at both vertices",
                            ", found other sums in output ", o)};
  const bool has_d = !v.net.d.empty();
  if (constants_at_u.units() == 0 && (!has_d || v.net.d == u.d)) return std::nullopt;
  constants_at_u.d = u.d;
  constants_at_v.d = has_d ? v.net.d : u.d;
  TextStore store;
  for (Network* const net : {&constants_at_u, &constants_at_v}) {
    net->is_logistic = u.is_logistic;
    net->outputs = u.outputs;
    map_to_tanh(*net, store);
  }
  const std::vector<bool> differs = differing_biases(constants_at_u, constants_at_v);
  const auto o = static_cast<std::size_t>(std::find(differs.begin(), differs.end(), true) - differs.begin());
  if (o == differs.size()) return std::nullopt;
  return Fault{has_d ? v.net.place_of_output(o) : v.net.place, "S3",
               joined("expected d plus the contributions of the units that stay with b = 0 to be in output ",
                      o, " as at the vertex before, found another element of K")};
}

// --- vertices: P1, P2

/// Refuses a change that changes nothing.
void check_p2(const Reader& in, bool is_changed, std::string_view what) {
  if (!is_changed)
    in.fail("P2", "expected null or another ", what, " than at the vertex before, found the same");
}

/// Units of changes: those that are not stated have the numbers of the vertex before.
void read_change(Reader& in, const Network& before, Stated& v) {
  Network& net = v.net;
  in.peek();
  net.unit_offsets.push_back(in.offset());
  std::size_t i = 0;
  bool is_null = true;
  const auto read = [&](std::string_view what, std::span<const Rational> old, std::vector<Rational>& list) {
    if (in.null()) {
      list.insert(list.end(), old.begin(), old.end());
      return;
    }
    is_null = false;
    if (what == "c")
      list.push_back(read_rational(in));
    else
      read_rationals(in, old.size(), list);
    check_p2(in, !std::equal(old.begin(), old.end(), list.end() - static_cast<std::ptrdiff_t>(old.size())),
             what);
  };
  in.object({"unit", "a", "b", "c"}, [&](std::size_t k) {
    if (k == 0) {
      i = in.count(max_units);
      if (i >= before.units()) in.fail("P2", "expected a unit below ", before.units(), ", found ", i);
      if (!v.units.empty() && i <= v.units.back())
        in.fail("P2", "expected a unit beyond that of the change before, ", v.units.back(), ", found ", i);
      v.units.push_back(i);
    }
    if (k == 1) read("a", before.a_of(i), net.a);
    if (k == 2) read("b", before.b_of(i), net.b);
    if (k == 3) read("c", {&before.c[i], 1}, net.c);
  });
  if (is_null) in.fail("P2", "expected an a, b or c that is not null, found none");
}

/// Reads vertex `number`; `before` is the one before it, or has only what the path says of all its vertices.
Stated read_vertex(Reader& in, const Network& before, std::size_t number) {
  Stated v;
  v.net.is_logistic = before.is_logistic, v.net.inputs = before.inputs, v.net.outputs = before.outputs;
  in.peek();
  v.net.place = in.place();
  in.open_object();
  v.is_full = in.key_of({"units", "changes"}) == "units";
  if (!v.is_full && number == 0) in.fail("P1", "expected vertex 0 with \"units\", found it with \"changes\"");
  if (v.is_full)
    read_key(in, 3, v.net);
  else
    in.array([&] { read_change(in, before, v); });
  if (v.is_full && number > 0 && v.net.units() != before.units())
    in.fail("P1", "expected ", counted(before.units(), "unit"), " as at vertex 0, found ", v.net.units());
  in.key("d");
  if (v.is_full || !in.null()) {
    read_key(in, 4, v.net);
    if (!v.is_full) check_p2(in, v.net.d != before.d, "d");
  }
  in.close_object();
  return v;
}

/// Makes v the vertex that is kept.
void step(Network& vertex, Stated v) {
  if (v.is_full) {
    vertex = std::move(v.net);
    return;
  }
  for (std::size_t k = 0; k < v.units.size(); ++k) {
    const auto put = [i = v.units[k]](std::span<const Rational> numbers, std::vector<Rational>& list) {
      std::copy(numbers.begin(), numbers.end(),
                list.begin() + static_cast<std::ptrdiff_t>(i * numbers.size()));
    };
    put(v.net.a_of(k), vertex.a);
    put(v.net.b_of(k), vertex.b);
    put({&v.net.c[k], 1}, vertex.c);
  }
  if (!v.net.d.empty()) vertex.d = std::move(v.net.d);
  vertex.place = std::move(v.net.place);
}

// --- claims

struct Path {
  Network first, vertex;  // the first, and the last one reached
  std::size_t vertices = 0;
  std::vector<std::size_t> broken;  // segments
  Network u, v;                     // the ends of the first of them
};

/// Reads a path, of which one vertex is kept, and compares it with the files. If it must be valid, refuses at
/// the first fault.
Path read_path(Reader& in, bool must_be_valid, const FileOptions& options, Report& report) {
  Path path;
  PathFiles files(options);
  const auto read_next_vertex = [&] {
    Stated next = read_vertex(in, path.vertex, path.vertices);
    std::optional<Fault> fault;
    if (path.vertices > 0) fault = fault_of_segment(path.vertex, next);
    if (fault && must_be_valid) refuse(fault->place, fault->rule, fault->message);
    const bool is_first_fault = fault && path.broken.empty();
    if (fault) path.broken.push_back(path.vertices - 1);
    if (is_first_fault) path.u = path.vertex;
    step(path.vertex, std::move(next));
    if (is_first_fault) path.v = path.vertex;
    if (path.vertices == 0) path.first = path.vertex;
    files.compare(path.vertex, path.vertices++);
  };
  in.object({"activation", "inputs", "outputs", "vertices"}, [&](std::size_t k) {
    if (k < 3) return read_key(in, k, path.vertex);
    in.array(read_next_vertex);
    if (path.vertices == 0) in.fail("P1", "expected a vertex, found none");
  });
  const std::string compared = files.compare_end(path.vertex, path.vertices);
  report.lines.push_back(
      joined("path: ", path.vertices == 1 ? "1 vertex" : joined(path.vertices, " vertices"), ", ",
             counted(path.vertices - 1, "segment"), "; ", path.vertex.shape(), "; ", compared));
  return path;
}

void check_b1(Reader& in, const std::vector<std::size_t>& broken, Report& report) {
  std::size_t listed = 0;
  std::string line;
  in.array([&] {
    const std::uint64_t segment = in.count(max_segments);
    if (listed == broken.size()) in.fail("B1", "expected no further segment, found ", segment);
    if (segment != broken[listed])
      in.fail("B1", "expected ", broken[listed], ", the next segment that is broken, found ", segment);
    if (listed++ < 8) line += joined(listed == 1 ? " " : ", ", segment);
  });
  if (listed < broken.size())
    in.fail("B1", "expected ", broken[listed], ", the next segment that is broken, found none");
  if (listed == 0) in.fail("B1", "expected a segment that is broken, found none");
  report.lines.push_back("broken: " + counted(listed, "segment") + "," + line + (listed > 8 ? ", ..." : ""));
}

mpq_class read_t(Reader& in) {
  constexpr std::size_t longest = 100;
  const Rational text = read_rational(in);
  const mpq_class t = text.size() > longest ? mpq_class(-1) : value(text);
  if (t < 0 || t > 1)
    in.fail("B2", "expected 0 <= t <= 1 of at most ", longest, " characters, found ", in_quotes(text));
  return t;
}

/// B2, N4.
void check_witness(Reader& in, Path& path) {
  TextStore store;
  map_to_tanh(path.u, store);
  map_to_tanh(path.v, store);
  Witness witness;
  mpq_class t;
  in.object({"segment", "t", "x", "output", "difference"}, [&](std::size_t k) {
    if (k == 0 && in.count(max_segments) != path.broken.front())
      in.fail("B2", "expected the first segment that is broken, ", path.broken.front(), ", found another");
    if (k == 1) t = read_t(in);
    if (k > 1) read_witness(in, k - 2, path.u, "B2", witness);
    if (k == 4) check_n4(in, witness, {path.u, path.v, t}, {path.u, path.u, 0});
  });
}

void read_no_evidence(Reader& in) {
  in.key("evidence");
  in.open_object();
  in.close_object();
}

}  // namespace

bool is_broken(const Network& u, const Network& w) { return fault_of_segment(u, {w, true, {}}).has_value(); }

void check_path_valid(Reader& in, const FileOptions& files, Report& report) {
  report.lines = {
      "claim: f_w is the same function for all w on the straight segments from each vertex to the next"};
  in.key("claim");
  in.object({"path"}, [&](std::size_t) { read_path(in, true, files, report); });
  read_no_evidence(in);
}

void check_connected(Reader& in, const FileOptions& files, Report& report) {
  report.lines = {"claim: the first and the last vertex are joined by a path along which f_w is the same"};
  Path path;
  in.key("claim");
  in.object({"path", "segments"}, [&](std::size_t k) {
    if (k == 0) path = read_path(in, true, files, report);
    if (k == 1 && in.count(max_segments) != path.vertices - 1)
      in.fail("K1", "expected the number of vertices less one, ", path.vertices - 1, ", found another");
  });
  read_no_evidence(in);
}

void check_distance(Reader& in, const FileOptions& files, Report& report) {
  report.lines = {
      "claim: the first and the last vertex are joined by a path of \"upper\" segments along which "
      "f_w is the same, and by none of fewer than \"lower\""};
  Path path;
  Claimed lower;
  in.key("claim");
  in.object({"path", "lower", "upper"}, [&](std::size_t k) {
    if (k == 0) path = read_path(in, true, files, report);
    if (k == 1) lower = {in.count(max_segments), in.place()};
    if (k == 2 && in.count(max_segments) != path.vertices - 1)
      in.fail("D1", "expected the number of vertices less one, ", path.vertices - 1, ", found another");
  });
  in.key("evidence");
  in.object({"lower"}, [&](std::size_t) { check_lower(in, path.first, path.vertex, lower, report); });
}

void check_path_broken(Reader& in, const FileOptions& files, Report& report) {
  Path path;
  report.lines = {"claim: f_w changes on each segment that is broken, and on no other"};
  in.key("claim");
  in.object({"path", "broken"}, [&](std::size_t k) {
    if (k == 0) path = read_path(in, false, files, report);
    if (k == 1) check_b1(in, path.broken, report);
  });
  in.key("evidence");
  in.object({"witness"}, [&](std::size_t) {
    const bool is_absent = in.null();
    report.lines.emplace_back(
        is_absent ? "evidence: algebraic; no point x is given"
                  : "evidence: algebraic, and on the first of them a point x with bounds of the difference");
    if (!is_absent) check_witness(in, path);
  });
}

}  // namespace isopath::check
