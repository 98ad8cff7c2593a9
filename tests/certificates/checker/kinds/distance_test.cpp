// The kind distance: D1, and the lower bound that is claimed.
#include "certificates/checker/kinds/distance.hpp"

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(distances)

std::string distance(const std::string& vertices, const std::string& bounds, const std::string& argument) {
  return certificate("distance", path(vertices) + ", " + bounds,
                     R"("lower": {"argument": ")" + argument + R"(", "unit": null, "layers": null})");
}

const std::string zero = path_vertex(unit("0", "1", "0"));
const std::string moved = path_vertex(unit("0", "2", "0"));

BOOST_AUTO_TEST_CASE(good) {
  check_verified(distance(zero, R"("lower": 0, "upper": 0)", "none"));
  check_verified(distance(zero + ", " + moved, R"("lower": 0, "upper": 1)", "none"));
  check_verified(distance(zero + ", " + moved, R"("lower": 1, "upper": 1)", "parameters"));
  const std::string away = path_vertex(unit("1", "1", "0") + ", " + unit("0", "0", "0"));
  const std::string half = path_vertex(unit("1", "1", "0") + ", " + unit("0", "1", "0"));
  const std::string other = path_vertex(unit("0", "1", "0") + ", " + unit("1", "1", "0"));
  check_verified(distance(away + ", " + half + ", " + other, R"("lower": 2, "upper": 2)", "segment"));
}

BOOST_AUTO_TEST_CASE(bad) {
  check_refused(distance(zero + ", " + moved, R"("lower": 1, "upper": 2)", "parameters"),
                "$.claim.upper: rule D1: expected the number of vertices less one, 1, found another");
  check_refused(distance(zero + ", " + moved, R"("lower": 0, "upper": 1)", "parameters"),
                "$.claim.lower: rule D3: expected the bound of the argument \"parameters\", 1, found 0");
  check_refused(distance(zero + ", " + moved, R"("lower": 2, "upper": 1)", "segment"),
                "rule D3: expected a segment from u to w that breaks S1, S2 or S3, found that it holds");
  check_refused(distance(zero, R"("lower": 1, "upper": 0)", "parameters"),
                "rule D3: expected u and w to differ in some number, found the same parameter");
  check_refused(distance(zero + ", " + path_vertex(unit("1", "2", "0")), R"("lower": 0, "upper": 1)", "none"),
                "rule S1: ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
