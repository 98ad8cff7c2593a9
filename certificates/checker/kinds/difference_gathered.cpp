#include "kinds/difference_gathered.hpp"

namespace isopath::check {

namespace {

std::uint64_t bits_of(const mpq_class& q) {
  return mpz_sizeinbase(q.get_num_mpz_t(), 2) + mpz_sizeinbase(q.get_den_mpz_t(), 2);
}

class Gathering {
 public:
  /// Of all outputs, or of one only.
  Gathering(const std::vector<Coordinate>& coordinates, std::size_t outputs, std::optional<std::size_t> only)
      : coordinates_(coordinates), only_(only), bias_(outputs) {}

  /// Adds side times the function of a network that is mapped to tanh.
  void add(const Network& f, int side) {
    for (std::size_t o = 0; o < f.outputs; ++o)
      if (!is_left_out(o))
        for (const auto& [argument, coefficient] : read_canonical_sum(f.d[o]))
          bias_[o][argument] += side * coefficient;
    for (std::size_t i = 0; i < f.units(); ++i) add_unit(f, i, side);
  }

  Difference difference() && {
    Difference result{{}, std::move(bias_), std::vector<bool>(coordinates_.size())};
    for (Sum& sum : result.bias) std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
    for (auto& [pair, weights] : weights_) {
      if (std::all_of(weights.begin(), weights.end(), [](const mpq_class& w) { return w == 0; })) continue;
      DifferenceUnit unit{{pair.begin(), pair.end() - 1}, pair.back(), std::move(weights)};
      for (std::size_t k = 0; k < unit.b.size(); ++k)
        if (unit.b[k] != 0) result.is_axis[k] = true;
      result.units.push_back(std::move(unit));
    }
    return result;
  }

 private:
  bool is_left_out(std::size_t output) const { return only_ && *only_ != output; }

  /// U2: adds what a number of so many bits costs, before it is computed or kept once more.
  void charge(const Network& f, std::size_t unit, std::uint64_t bits) {
    constexpr std::uint64_t max_cost = std::uint64_t{1} << 34U;
    const std::uint64_t cost = bits + (bits >> 7U) * (bits >> 7U);
    if (cost > max_cost - spent_)
      refuse(f.place_of_unit(unit), "U2",
             "expected a difference that costs at most 2^34, found one that costs more");
    spent_ += cost;
  }

  /// (b, c) of a unit as a function of tau, not yet oriented.
  std::vector<mpq_class> pair_of(const Network& f, std::size_t i) {
    std::vector<mpq_class> pair(f.inputs + 1);
    mpq_class& c = pair.back();
    c = value(f.c[i]);
    for (std::size_t k = 0; k < f.inputs; ++k) {
      if (is_zero(f.b_of(i)[k])) continue;
      const auto& [origin, scale] = coordinates_[k];
      charge(f, i, 4 * f.b_of(i)[k].size() + bits_of(origin) + bits_of(scale) + bits_of(c));
      const mpq_class b = value(f.b_of(i)[k]);
      pair[k] = b * scale;
      c += b * origin;
    }
    return pair;
  }

  /// A unit that is constant in tau counts in the biases, any other one with those of the same oriented pair.
  void add_unit(const Network& f, std::size_t i, int side) {
    std::vector<mpq_class> pair = pair_of(f, i);
    const auto c = pair.end() - 1;
    const auto first = std::find_if(pair.begin(), c, [](const mpq_class& x) { return x != 0; });
    const bool is_constant = first == c;
    const int orientation = sgn(*first);  // of a constant unit, that of c
    for (mpq_class& entry : pair) entry *= orientation;
    std::vector<mpq_class>* weights = nullptr;
    if (!is_constant) weights = &weights_.try_emplace(pair, f.outputs).first->second;
    for (std::size_t o = 0; o < f.outputs; ++o) {
      if (is_left_out(o)) continue;
      const mpq_class a = side * value(f.a_of(i)[o]);
      if (f.is_logistic) bias_[o][0] += a;  // M1
      if (is_constant && orientation != 0) {
        charge(f, i, bits_of(*c));
        bias_[o][*c] += orientation * a;
      }
      if (!is_constant) (*weights)[o] += orientation * a;
    }
  }

  const std::vector<Coordinate>& coordinates_;
  std::optional<std::size_t> only_;
  std::uint64_t spent_ = 0;
  std::vector<Sum> bias_;
  std::map<std::vector<mpq_class>, std::vector<mpq_class>> weights_;
};

}  // namespace

Difference difference_of(const DifferenceClaim& claim, const std::vector<Coordinate>& coordinates,
                         std::optional<std::size_t> only) {
  Gathering gathering(coordinates, claim.a.outputs, only);
  gathering.add(claim.a, 1);
  gathering.add(claim.b, -1);
  return std::move(gathering).difference();
}

std::optional<mpq_class> rational_constant(const Difference& g, std::size_t output) {
  const Sum& bias = g.bias[output];
  for (const DifferenceUnit& unit : g.units)
    if (unit.weights[output] != 0) return std::nullopt;
  if (bias.size() > 1 || (bias.size() == 1 && bias.begin()->first != 0)) return std::nullopt;
  return bias.empty() ? mpq_class(0) : bias.begin()->second;
}

Interval enclosed(const Sum& sum, mpfr_prec_t bits) {
  Interval total(0, bits);
  for (const auto& [argument, coefficient] : sum) {
    Interval term(argument == 0 ? mpq_class(1) : argument, bits);
    if (argument != 0) term.apply_tanh();
    total += term * Interval(coefficient, bits);
  }
  return total;
}

}  // namespace isopath::check
