// The kind diameter: Q1 to Q3, each with a good and a bad case.
#include "certificates/checker/kinds/diameter.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(diameters)

const std::string none = R"("argument": "none", "unit": null, "layers": null)";
const std::string u = path_vertex(unit("1", "1", "0") + ", " + unit("0", "2", "0"));
const std::string w = path_vertex(unit("-1", "-1", "0") + ", " + unit("0", "2", "0"));
const std::string good = diameter(shape_of(1, 1), {u, w}, 1, 0, "7", none);

BOOST_AUTO_TEST_CASE(q1_the_members_are_in_the_class) {
  check_verified(good);
  const auto with = [](const std::string& member) {
    return diameter(shape_of(1, 1), {u, member}, 1, 0, "7", none);
  };
  check_refused(with(path_vertex(unit("1", "1", "0"))),
                "$.claim.pair[1].units: rule Q1: expected 2 units as in the network, found 1");
  check_refused(
      with(changed(w, R"({"a": ["-1"])", R"({"a": ["1"])")),
      "rule Q1: expected units of this pair to have the same sums of weights in $.claim.network and in "
      "$.claim.pair[1], found other sums");
  check_refused(
      with(changed(w, "\"d\": [\"0\"]", "\"d\": [\"1\"]")),
      "$.claim.pair[1].d[0]: rule Q1: expected d plus the contributions of the constant units to be as in "
      "$.claim.network, found another element of K");
  check_refused(changed(good, "\"pair\": [" + u + ", ", "\"pair\": ["),
                "$.claim.pair: rule T4: expected 2 entries, found 1");
}

BOOST_AUTO_TEST_CASE(q2_the_rank) {
  for (const std::size_t rank : {std::size_t{0}, std::size_t{2}})
    check_refused(diameter(shape_of(1, 1), {u, w}, rank, 0, "7", none),
                  joined("$.claim.rank: rule Q2: expected 1, found ", rank));
}

/// 3 + 4 ceil(r / s) for s > 0 spare units, none for s = 0, and 0 for no units.
BOOST_AUTO_TEST_CASE(q3_the_upper_bound) {
  for (std::size_t rank = 0; rank <= 4; ++rank)
    for (std::size_t spare = 0; spare <= 3; ++spare) {
      std::string units;
      for (std::size_t k = 0; k < rank + spare; ++k)
        units += (k > 0 ? ", " : "") + unit(k < rank ? "1" : "0", std::to_string(k + 1), "0");
      std::size_t seats = 0;
      while (spare > 0 && seats * spare < rank) ++seats;
      const std::string expected = rank + spare == 0 ? "0"
                                   : spare == 0      ? "null"
                                                     : std::to_string(3 + 4 * seats);
      const auto claim = [&](const std::string& upper) {
        return diameter(shape_of(1, 1), {path_vertex(units), path_vertex(units)}, rank, 0, upper, none);
      };
      check_verified(claim(expected));
      for (const std::string& other :
           {std::string("null"), std::string("0"), std::string("3"), std::string("7")})
        if (other != expected)
          check_refused(claim(other),
                        joined("$.claim.upper: rule Q3: expected ", expected, ", found ", other));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
