// Connections: vertices put together from the two ends and the canonical form, in any order.
#include "verify/tanh/distances/connection.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/asked.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Step = Connection::Step;
using Bias = Connection::Bias;

/// Any source: of either end, zero, or a canonical unit with either sign.
UnitSource random_source(Random& random, std::size_t rank) {
  const auto draw = [&](bool may_be_zero) -> std::uint32_t {
    const auto kind = below(random, may_be_zero ? 4 : 3);
    if (kind == 3) return UnitSource::zero;
    if (kind == 2 && rank > 0)
      return UnitSource::of_canonical + static_cast<std::uint32_t>(below(random, 2 * rank));
    return kind == 1 ? UnitSource::of_last : UnitSource::of_first;
  };
  return {draw(false), draw(true)};
}

/// The unit that a source describes, by its words.
PlainUnit described(const UnitSource& source, std::size_t i, const PlainNetwork& first,
                    const PlainNetwork& last, const PlainNetwork& form) {
  const auto unit_of = [&](std::uint32_t from) {
    if (from == UnitSource::of_first) return first.units[i];
    if (from == UnitSource::of_last) return last.units[i];
    const PlainUnit& canonical = form.units[(from - UnitSource::of_canonical) / 2];
    return (from - UnitSource::of_canonical) % 2 == 1 ? flipped(canonical) : canonical;
  };
  PlainUnit result = unit_of(source.pair);
  result.a = source.weight == UnitSource::zero ? Vector(first.outputs) : unit_of(source.weight).a;
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_connection)

BOOST_AUTO_TEST_CASE(vertices_are_what_the_steps_say_in_any_order) {
  for_random_cases(400, [](Random& random) {
    const PlainNetwork first = random_network(random, random_shape(random, 6));
    PlainNetwork last = first;
    std::shuffle(last.units.begin(), last.units.end(), random);
    const Asked asked(first, last);
    const std::size_t width = first.units.size();
    std::vector<std::vector<UnitSource>> sources{std::vector<UnitSource>(width)};
    std::vector<Step> steps;
    for (std::size_t count = below(random, 5); steps.size() < count;) {
      std::vector<UnitSource> now = sources.back();
      Step step{{}, one_of<Bias>(random, {Bias::of_first, Bias::of_last, Bias::folded})};
      for (std::uint32_t i = 0; i < width; ++i) {
        if (one_in(random, 2)) continue;
        now[i] = random_source(random, asked.of_first.rank());
        step.changes.push_back({i, now[i]});
      }
      sources.push_back(std::move(now));
      steps.push_back(std::move(step));
    }
    const PlainNetwork form = plain(asked.of_first.network);
    const Connection path(asked.ends(), steps);
    BOOST_REQUIRE_EQUAL(path.vertices(), steps.size() + 1);
    for (int i = 0; i < 8; ++i) {
      const std::size_t k = below(random, path.vertices());
      const Bias bias = k == 0 ? Bias::of_first : steps[k - 1].bias;
      // The last vertex with the last end's d is that end itself, and so is the first.
      if (k > 0 && k == steps.size() && bias == Bias::of_last) {
        BOOST_CHECK_EQUAL(plain(path.vertex(k).network()), last);
        continue;
      }
      PlainNetwork expected{first.inputs,
                            first.outputs,
                            {},
                            bias == Bias::of_first  ? first.d
                            : bias == Bias::of_last ? last.d
                                                    : form.d};
      for (std::size_t j = 0; j < width; ++j)
        expected.units.push_back(described(sources[k][j], j, first, last, form));
      BOOST_CHECK_EQUAL(plain(path.vertex(k).network()), expected);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
