#include "kinds/distance.hpp"

#include "kinds/paths.hpp"
#include "lower.hpp"
#include "segments.hpp"

namespace isopath::check {

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

}  // namespace isopath::check
