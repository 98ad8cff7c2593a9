// Proofs by subdivision, read again: the cells are those that section 12 of docs/certificate-format.md names,
// and on each of them rule U6 gives the bound.
#include "verify/tanh/bound/cover_proof.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"
#include "verify/tanh/bound/certified_bound.hpp"
#include "verify/tanh/bound/search.hpp"

namespace isopath::tests {

namespace {

ScaledDifference random_scaled(Random& random) {
  const std::size_t inputs = below(random, 3);
  Domain domain;
  for (std::size_t k = 0; k < inputs; ++k)
    domain.push_back({one_in(random, 3) ? std::nullopt : std::optional(Rational(-1)),
                      one_in(random, 3) ? std::nullopt : std::optional(Rational(2))});
  return scale_to(domain, random_difference(random, inputs));
}

/// Walks through the cells of a proof in preorder.
class Reader {
 public:
  Reader(const ScaledDifference& difference, const CoverProof& proof)
      : difference_(difference),
        proof_(proof),
        sum_(difference.network.d[0], matched_terms(difference.network, 0), 0, 4096) {}

  void read() {
    read_cell(whole(difference_.axes));
    BOOST_CHECK_EQUAL(at_, proof_.cells.size());
  }
  std::size_t leaves() const { return leaves_; }

 private:
  void read_cell(const DomainCell& cell) {
    BOOST_REQUIRE_LT(at_, proof_.cells.size());
    const std::uint32_t token = proof_.cells[at_++];
    if (token == 0) {
      ++leaves_;
      BOOST_TEST(certified_bound(sum_, cell, difference_.axes).size.lower() <= proof_.upper);
      return;
    }
    for (const DomainCell& part : parts(cell, token)) read_cell(part);
  }

  std::vector<DomainCell> parts(const DomainCell& cell, std::uint32_t token) const {
    if (token == 1 + difference_.origin.size()) {
      if (cell.from == 0) return cover(difference_.axes);
      BOOST_REQUIRE(can_split_by_distance(cell));
      const auto [box, cone] = split_by_distance(cell, difference_.axes);
      return {box, cone};
    }
    std::size_t axis = 0;
    while (axis < difference_.axes.size() && difference_.axes[axis].input + 1 != token) ++axis;
    BOOST_REQUIRE_LT(axis, difference_.axes.size());
    BOOST_REQUIRE(can_split(cell, axis));
    const auto [first, second] = split(cell, axis);
    return {first, second};
  }

  const ScaledDifference& difference_;
  const CoverProof& proof_;
  EnclosedSum sum_;
  std::size_t at_ = 0;
  std::size_t leaves_ = 0;
};

/// Each couple is two units of the network, and no unit is in two.
void check_couples(const ScaledDifference& difference, const CoverProof& proof) {
  std::vector<bool> is_taken(difference.network.width());
  for (const CoverProof::Couple& couple : proof.couples)
    for (const std::size_t unit : {couple.unit, couple.partner}) {
      BOOST_REQUIRE_LT(unit, is_taken.size());
      BOOST_CHECK(!is_taken[unit]);
      is_taken[unit] = true;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_cover_proof)

BOOST_AUTO_TEST_CASE(proofs_can_be_read_again) {
  std::size_t leaves = 0;
  for_random_cases(250, [&](Random& random) {
    const ScaledDifference difference = random_scaled(random);
    const SupremumBound known =
        bound_supremum(difference, 0, {1e-2, {}, [](std::size_t cells) { return cells > 200; }});
    const Rational target = known.upper * Rational::fraction(between(random, 8, 20), 10);
    const std::size_t most = one_of<std::size_t>(random, {0, 5, 300});
    const CoverProof proof =
        prove_upper(difference, 0, target, [=](std::size_t cells) { return cells > most; });
    Reader reader(difference, proof);
    reader.read();
    check_couples(difference, proof);
    leaves += reader.leaves();
    // What is proved is no less than what is there.
    BOOST_TEST(proof.upper >= known.lower);
  });
  BOOST_TEST(leaves > 0U);
}

BOOST_AUTO_TEST_CASE(a_target_that_is_reached_is_what_is_proved) {
  const Rational tenth = Rational::fraction(1, 10);  // the two units are near enough to be a couple
  const Network network = build({1, 1, {{{1}, {1}, tenth}, {{-1}, {1}, -tenth}}, {Rational()}});
  const Rational target = Rational::fraction(1, 5);  // 2 tanh(1/10) is 0.19933...
  for (const Domain& domain : {Domain(1), Domain{{Rational(-1), Rational(3)}}}) {
    const ScaledDifference difference = scale_to(domain, network);
    const CoverProof proof = prove_upper(difference, 0, target, [](std::size_t) { return false; });
    BOOST_TEST(proof.upper == target);
    BOOST_REQUIRE_EQUAL(proof.couples.size(), 1U);
    Reader(difference, proof).read();
  }
  // A target that is not so: more is proved.
  const ScaledDifference difference = scale_to(Domain(1), network);
  const CoverProof more =
      prove_upper(difference, 0, Rational::fraction(19, 100), [](std::size_t cells) { return cells > 500; });
  BOOST_TEST(more.upper > Rational::fraction(199, 1000));
  Reader(difference, more).read();
}

BOOST_AUTO_TEST_CASE(constants_are_proved_exactly) {
  const ScaledDifference difference = scale_to({}, build({0, 1, {}, {Rational::fraction(-1, 3)}}));
  const auto prove = [&](const Rational& target) {
    return prove_upper(difference, 0, target, [](std::size_t) { return false; }).upper;
  };
  BOOST_TEST(prove(Rational::fraction(1, 3)) == Rational::fraction(1, 3));
  BOOST_TEST(prove(1) == Rational(1));
  BOOST_TEST(prove(Rational::fraction(1, 4)) == Rational::fraction(1, 3));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
