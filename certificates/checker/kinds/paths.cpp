#include "kinds/paths.hpp"

#include "segments.hpp"

namespace isopath::check {

namespace {

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
  v.net.is_logistic = before.is_logistic;
  v.net.inputs = before.inputs;
  v.net.outputs = before.outputs;
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

void read_no_evidence(Reader& in) {
  in.key("evidence");
  in.open_object();
  in.close_object();
}

}  // namespace

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

}  // namespace isopath::check
