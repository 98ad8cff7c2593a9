// U5: the parts of a cell cover it, whatever is split; no point of the domain is lost.
#include "certificates/checker/kinds/difference_cells.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(domain_cells)

/// Is the point in the cell? On a cone, x = rho y with y in the box of unbounded axes and rho at least
/// `from`.
bool holds(const DomainCell& cell, const Domain& domain, const std::vector<double>& x) {
  double distance = 0;
  for (std::size_t k = 0; k < x.size(); ++k)
    if (domain.is_unbounded(k)) distance = std::max(distance, std::abs(x[k]));
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double at = cell.is_cone() && domain.is_unbounded(k) && distance > 0 ? x[k] / distance : x[k];
    if (at < cell.lower[k] || at > cell.upper[k]) return false;
  }
  return !cell.is_cone() || distance >= cell.from;
}

Domain domain_with(const std::vector<bool>& below, const std::vector<bool>& above) {
  return {std::vector<Coordinate>(below.size(), Coordinate{0, 1}), below, above};
}

/// A point of the domain; on axes without an end it may be far out. Its coordinates are dyadic, so that
/// quotients are near.
std::vector<double> point_of(Random& random, const Domain& domain) {
  std::vector<double> x;
  for (std::size_t k = 0; k < domain.below.size(); ++k) {
    const double size = static_cast<double>(random() % 1025) / 1024 *
                        (domain.is_unbounded(k) ? std::ldexp(1, static_cast<int>(random() % 8)) : 1);
    const bool is_negative = domain.below[k] && domain.above[k] ? random() % 2 == 0 : domain.below[k];
    const bool is_any = !domain.is_unbounded(k);
    x.push_back((is_any ? random() % 2 == 0 : is_negative) ? -size : size);
  }
  return x;
}

BOOST_AUTO_TEST_CASE(the_parts_cover_the_whole) {
  Random random(8);
  for (int run = 0; run < 4000; ++run) {
    const std::size_t n = 1 + random() % 3;
    std::vector<bool> below(n);
    std::vector<bool> above(n);
    for (std::size_t k = 0; k < n; ++k) {
      below[k] = random() % 3 == 0;
      above[k] = random() % 3 == 0;
    }
    const Domain domain = domain_with(below, above);
    const std::vector<bool> is_axis(n, true);
    const std::vector<double> x = point_of(random, domain);
    DomainCell cell = whole(domain, is_axis);
    BOOST_REQUIRE(cell.from == 0 || holds(cell, domain, x));
    if (cell.from == 0) {
      const std::vector<DomainCell> parts = cover(cell, domain, is_axis);
      const auto found = std::find_if(parts.begin(), parts.end(),
                                      [&](const DomainCell& part) { return holds(part, domain, x); });
      BOOST_REQUIRE(found != parts.end());
      BOOST_REQUIRE(!parts.back().is_cone());  // the box is the first to be looked at
      cell = *found;
    }
    for (int split = 0; split < 8; ++split) {
      DomainCell second;
      const std::size_t axis = random() % (n + 1);
      if (!(axis == n ? split_by_distance(cell, domain, second) : halve(cell, axis, second))) continue;
      BOOST_REQUIRE(holds(cell, domain, x) || holds(second, domain, x));
      if (!holds(cell, domain, x)) cell = second;
    }
  }
}

BOOST_AUTO_TEST_CASE(what_can_not_be_split) {
  const Domain bounded = domain_with({false}, {false});
  DomainCell second;
  DomainCell point{{0.5}, {0.5}};
  BOOST_CHECK(!halve(point, 0, second));
  DomainCell least{{1}, {std::nextafter(1, 2)}};
  BOOST_CHECK(!halve(least, 0, second));
  DomainCell box{{-1}, {1}};
  BOOST_CHECK(!split_by_distance(box, bounded, second));
  BOOST_CHECK(halve(box, 0, second));
  BOOST_CHECK(box.upper[0] == 0 && second.lower[0] == 0);
  const Domain line = domain_with({true}, {true});
  DomainCell all = whole(line, {true});
  BOOST_CHECK(!halve(all, 0, second));
  BOOST_CHECK(!split_by_distance(all, line, second));
  DomainCell far{{1}, {1}, 0x1p500};
  BOOST_CHECK(!split_by_distance(far, line, second));
  DomainCell near{{1}, {1}, 0x1p499};
  BOOST_CHECK(split_by_distance(near, line, second));
  BOOST_CHECK(second.from == 0x1p500 && !near.is_cone() && near.lower[0] == 0x1p499 &&
              near.upper[0] == 0x1p500);
}

/// Inputs that no unit looks at have no extent.
BOOST_AUTO_TEST_CASE(inputs_without_a_unit) {
  const Domain domain = domain_with({true, false, true}, {true, true, false});
  const DomainCell cell = whole(domain, {false, true, true});
  BOOST_CHECK(cell.from == 0 && cell.lower == std::vector<double>({0, 0, -1}) &&
              cell.upper == std::vector<double>({0, 1, 0}));
  BOOST_CHECK_EQUAL(cover(cell, domain, {false, true, true}).size(), 3);
  BOOST_CHECK(!whole(domain, {false, false, false}).is_cone());
}

BOOST_AUTO_TEST_CASE(scales) {
  const Network f = network_of(network("", "\"0\"", shape_of(3, 1)));
  const DifferenceClaim claim{f, f, {{1, 3}, {mpq_class(5), {}}, {{}, {}}}, 0, {}};
  const auto read = [&](const std::string& text) {
    const Source source{"C", text};
    Reader in(source);
    return domain_of(in, claim);
  };
  const Domain domain = read(R"(["7", "2", "1/2"])");
  BOOST_CHECK(domain.coordinates[0].origin == 2 && domain.coordinates[0].scale == 1);
  BOOST_CHECK(domain.coordinates[1].origin == 5 && domain.coordinates[1].scale == 2);
  BOOST_CHECK(domain.coordinates[2].origin == 0 && domain.coordinates[2].scale == mpq_class(1, 2));
  BOOST_CHECK(domain.below == std::vector<bool>({false, false, true}) &&
              domain.above == std::vector<bool>({false, true, true}));
  for (const char* scale : {"0", "-1"})
    BOOST_CHECK_EQUAL(refusal_of([&] { read(joined(R"([")", scale, R"(", "1", "7"])")); }),
                      joined("1 C:1:", 14 + std::string(scale).size(),
                             ": $: rule U2: expected scales above 0, found \"", scale, "\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
