// Two members of a class, with what is asked about them, and small members to ask about.
#ifndef ISOPATH_TESTS_VERIFY_TANH_DISTANCES_ASKED_HPP
#define ISOPATH_TESTS_VERIFY_TANH_DISTANCES_ASKED_HPP

#include <utility>
#include <vector>

#include "tests/verify/random_segments.hpp"
#include "verify/tanh/distances/distance.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath::tests {

inline PlainUnit unit(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }
inline PlainNetwork one_input(std::vector<PlainUnit> units) { return {1, 1, std::move(units), {TanhSum()}}; }

struct Asked {
  Model first;
  Model last;
  CanonicalForm of_first;
  CanonicalForm of_last;
  Asked(const PlainNetwork& u, const PlainNetwork& v, Activation activation = Activation::tanh)
      : first(activation, build(u)),
        last(activation, build(v)),
        of_first(canonical_form(first.network())),
        of_last(canonical_form(last.network())) {}
  Ends ends() const { return {first, last, of_first, of_last}; }
  LowerBound bound() const { return lower_bound(ends()); }
  Distance distance(bool thorough) const {
    using Search = DistanceQuestion::Search;
    return isopath::distance({ends(), thorough ? Search::thorough : Search::none, true, {}});
  }
};

inline void check_holds(const Path& path, const Model& first, const Model& last) {
  BOOST_CHECK(check_path(path, {&first, &last, 1, 0, {}}).valid());
  for (std::size_t k = 0; k + 1 < path.vertices(); ++k)
    BOOST_CHECK(plain_verdict(plain(path.vertex(k).network()), plain(path.vertex(k + 1).network())).valid());
}

/// A rigid member of the class of tanh(x) + ... + tanh(rank x).
inline PlainNetwork rigid(const std::vector<long>& carried) {
  PlainNetwork network = one_input({});
  for (std::size_t i = 0; i < carried.size(); ++i) {
    const long k = carried[i];
    const auto c = static_cast<long>(i + 1);
    network.units.push_back(k == 0 ? unit(1, 0, c) : unit(k < 0 ? -1 : 1, k, 0));
    if (k == 0) network.d[0] = network.d[0] - TanhSum(Rational(), {{Rational(c), Rational(1)}});
  }
  return network;
}

}  // namespace isopath::tests

#endif
