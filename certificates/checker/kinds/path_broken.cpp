#include "kinds/path_broken.hpp"

#include "kinds/paths.hpp"
#include "segments.hpp"
#include "witness.hpp"

namespace isopath::check {

namespace {

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
  constexpr std::size_t max_length = 100;
  const Rational text = read_rational(in);
  const mpq_class t = text.size() > max_length ? mpq_class(-1) : value(text);
  if (t < 0 || t > 1)
    in.fail("B2", "expected 0 <= t <= 1 of at most ", max_length, " characters, found ", in_quotes(text));
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

}  // namespace

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
