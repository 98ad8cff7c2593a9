// The kind difference bound: section 12 of docs/certificate-format.md.
//
// Numbers of the claim stay exact until the difference of the two functions is gathered (U2); from there on
// every quantity is enclosed in an interval. Ends of cells are binary64 numbers, taken exactly.
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "interval.hpp"
#include "report.hpp"
#include "rules.hpp"

namespace isopath::check {

namespace {

/// Nothing for an end that is infinite.
struct InputRange {
  std::optional<mpq_class> lower, upper;
};

struct Claim {
  Network a, b;
  std::vector<InputRange> domain;
  mpq_class lower;
  std::optional<mpq_class> upper;
};

// --- the difference on the domain: U2

/// x = origin + scale tau.
struct Coordinate {
  mpq_class origin, scale;
};

/// A unit of the difference, as a function of tau, with its weight in each output.
struct Unit {
  std::vector<mpq_class> b;
  mpq_class c;
  std::vector<mpq_class> weights;
};

struct Difference {
  std::vector<Unit> units;  // in the order of their pairs
  std::vector<Sum> bias;
  std::vector<bool> is_axis;  // of each input: does some unit look at it?
};

std::uint64_t bits_of(const mpq_class& q) {
  return mpz_sizeinbase(q.get_num_mpz_t(), 2) + mpz_sizeinbase(q.get_den_mpz_t(), 2);
}

class Gathering {
 public:
  /// Of all outputs, or of one only; the others stay 0.
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
      Unit unit{{pair.begin(), pair.end() - 1}, pair.back(), std::move(weights)};
      for (std::size_t k = 0; k < unit.b.size(); ++k)
        if (unit.b[k] != 0) result.is_axis[k] = true;
      result.units.push_back(std::move(unit));
    }
    return result;
  }

 private:
  bool is_left_out(std::size_t output) const { return only_ && *only_ != output; }

  /// U2: what a number of so many bits costs, before it is computed or kept once more.
  void charge(const Network& f, std::size_t unit, std::uint64_t bits) {
    constexpr std::uint64_t most = std::uint64_t{1} << 34U;
    const std::uint64_t cost = bits + (bits >> 7U) * (bits >> 7U);
    if (cost > most - spent_)
      refuse(f.place_of_unit(unit), "U2",
             "expected a difference that costs at most 2^34, found one that costs more");
    spent_ += cost;
  }

  void add_unit(const Network& f, std::size_t i, int side) {
    std::vector<mpq_class> pair(f.inputs + 1);
    mpq_class& c = pair.back();
    c = value(f.c[i]);
    int orientation = 0;
    for (std::size_t k = 0; k < f.inputs; ++k) {
      if (is_zero(f.b_of(i)[k])) continue;
      const auto& [origin, scale] = coordinates_[k];
      charge(f, i, 4 * f.b_of(i)[k].size() + bits_of(origin) + bits_of(scale) + bits_of(c));
      const mpq_class b = value(f.b_of(i)[k]);
      pair[k] = b * scale;
      c += b * origin;
      if (orientation == 0) orientation = sgn(pair[k]);
    }
    const bool is_constant = orientation == 0;
    if (is_constant) orientation = sgn(c);
    for (mpq_class& entry : pair) entry *= orientation;
    std::vector<mpq_class>* weights = nullptr;
    if (!is_constant) weights = &weights_.try_emplace(pair, f.outputs).first->second;
    for (std::size_t o = 0; o < f.outputs; ++o) {
      if (is_left_out(o)) continue;
      const mpq_class a = side * value(f.a_of(i)[o]);
      if (f.is_logistic) bias_[o][0] += a;  // M1
      if (is_constant && orientation != 0) {
        charge(f, i, bits_of(c));
        bias_[o][c] += orientation * a;
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

Difference difference_of(const Claim& claim, const std::vector<Coordinate>& coordinates,
                         std::optional<std::size_t> only = {}) {
  Gathering gathering(coordinates, claim.a.outputs, only);
  gathering.add(claim.a, 1);
  gathering.add(claim.b, -1);
  return std::move(gathering).difference();
}

/// The difference in this output, if it is rational, and known to be.
std::optional<mpq_class> rational_constant(const Difference& g, std::size_t output) {
  const Sum& bias = g.bias[output];
  for (const Unit& unit : g.units)
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

bool is_within(const Interval& x, const mpq_class& size) {
  return x.is_at_most(size) && x.is_at_least(-size);
}

// --- the lower side: U3

void check_lower(Reader& in, const Claim& claim, Report& report) {
  std::vector<Rational> x;
  std::size_t output = 0;
  in.object({"x", "output"}, [&](std::size_t k) {
    if (k == 0) read_rationals(in, claim.a.inputs, x);
    if (k == 1) output = read_output(in, claim.a, "U3");
  });
  // In coordinates whose origin is x, all units are constant.
  std::vector<Coordinate> here;
  for (std::size_t k = 0; k < x.size(); ++k) {
    here.push_back({value(x[k]), 0});
    const auto& [lower, upper] = claim.domain[k];
    if ((lower && here[k].origin < *lower) || (upper && here[k].origin > *upper))
      in.fail("U3", "expected a point of the domain, found that x[", k, "] is outside of it");
  }
  const Difference g = difference_of(claim, here, output);
  report.lines.push_back(joined("at least: at the point x given, in output ", output));
  if (const auto q = rational_constant(g, output)) {
    if (abs(*q) >= claim.lower) return;
    in.fail("U3", "expected |f_a(x) - f_b(x)| at least \"lower\", found ", mpq_class(abs(*q)).get_str());
  }
  constexpr std::uint64_t most_bits = 131'072, most_bits_in_all = std::uint64_t{1} << 31U;
  const std::uint64_t terms = g.bias[output].size() + 1;
  for (std::uint64_t bits = 64; bits <= most_bits && bits * terms <= most_bits_in_all; bits *= 2) {
    const Interval difference = enclosed(g.bias[output], static_cast<mpfr_prec_t>(bits));
    if (difference.is_at_least(claim.lower) || difference.is_at_most(-claim.lower)) return;
    if (is_within(difference, claim.lower))
      in.fail("U3", "expected |f_a(x) - f_b(x)| at least \"lower\", found that it is less, at ", bits,
              " bits");
  }
  in.fail("U3", "expected that ", most_bits, " bits, and ", most_bits_in_all, " bits in all for ", terms,
          " terms, show |f_a(x) - f_b(x)| at least \"lower\", found that they don't");
}

// --- cells: U5

struct Cell {
  std::vector<double> lower, upper;
  double from = box;  // of a cone
  static constexpr double box = -1;
  bool is_cone() const { return from >= 0; }
};

/// The domain in the coordinates tau.
struct Domain {
  std::vector<Coordinate> coordinates;
  std::vector<bool> below, above;  // reaches to -infinity, to infinity
  bool is_unbounded(std::size_t k) const { return below[k] || above[k]; }
};

/// The scales of unbounded inputs are the evidence's.
Domain domain_of(Reader& in, const Claim& claim) {
  Domain domain;
  std::vector<Rational> scales;
  read_rationals(in, claim.a.inputs, scales);
  for (std::size_t k = 0; k < scales.size(); ++k) {
    const auto& [lower, upper] = claim.domain[k];
    if (sign(scales[k]) <= 0) in.fail("U2", "expected scales above 0, found ", in_quotes(scales[k]));
    if (lower && upper)
      domain.coordinates.push_back({(*lower + *upper) / 2, (*upper - *lower) / 2});
    else
      domain.coordinates.push_back({lower ? *lower : upper ? *upper : mpq_class(0), value(scales[k])});
    domain.below.push_back(!lower);
    domain.above.push_back(!upper);
  }
  return domain;
}

/// The domain as one cell.
Cell whole(const Domain& domain, const std::vector<bool>& is_axis) {
  Cell cell;
  for (std::size_t k = 0; k < is_axis.size(); ++k) {
    cell.lower.push_back(!is_axis[k] || (domain.above[k] && !domain.below[k]) ? 0 : -1);
    cell.upper.push_back(!is_axis[k] || (domain.below[k] && !domain.above[k]) ? 0 : 1);
    if (is_axis[k] && domain.is_unbounded(k)) cell.from = 0;
  }
  return cell;
}

/// The box, and the cones around it, that an unbounded domain is split into; the first of them last.
std::vector<Cell> cover(Cell box, const Domain& domain, const std::vector<bool>& is_axis) {
  box.from = Cell::box;
  std::vector<Cell> cells{box};
  for (std::size_t k = 0; k < is_axis.size(); ++k)
    for (const bool above : {false, true}) {
      if (!is_axis[k] || !(above ? domain.above[k] : domain.below[k])) continue;
      Cell cone = box;
      cone.lower[k] = cone.upper[k] = above ? 1 : -1;
      cone.from = 1;
      cells.push_back(std::move(cone));
    }
  std::reverse(cells.begin(), cells.end());
  return cells;
}

/// Halves an axis at about its middle: whatever number that is, the halves are the whole. False if there is
/// none between the ends. The domain itself, if it is unbounded, is not halved.
bool halve(Cell& cell, std::size_t axis, Cell& second) {
  if (cell.from == 0) return false;
  const double middle = cell.lower[axis] / 2 + cell.upper[axis] / 2;
  if (!(cell.lower[axis] < middle && middle < cell.upper[axis])) return false;
  second = cell;
  cell.upper[axis] = second.lower[axis] = middle;
  return true;
}

/// Makes a cone the part of it from twice as far on, and a box around the rest. Distances are powers of two,
/// so that products with them are exact.
bool split_by_distance(Cell& cell, const Domain& domain, Cell& second) {
  if (cell.from < 1 || cell.from >= 0x1p500) return false;
  second = cell;
  second.from *= 2;
  for (std::size_t k = 0; k < cell.lower.size(); ++k) {
    if (!domain.is_unbounded(k)) continue;
    cell.lower[k] *= cell.lower[k] < 0 ? second.from : cell.from;
    cell.upper[k] *= cell.upper[k] > 0 ? second.from : cell.from;
  }
  cell.from = Cell::box;
  return true;
}

// --- the bound on a cell: U6

struct Affine {
  std::vector<Interval> b;
  Interval c;
};

Affine enclosed(const std::vector<mpq_class>& b, const mpq_class& c, mpfr_prec_t bits) {
  Affine result{{}, Interval(c, bits)};
  result.b.reserve(b.size());
  for (const mpq_class& entry : b) result.b.emplace_back(entry, bits);
  return result;
}

/// w tanh(s), or with w' tanh(s'), and gap = s - s'.
struct Term {
  Affine s;
  Interval w;
  struct Partner {
    Affine s, gap;
    Interval w, sum;  // w', w + w'
  };
  std::optional<Partner> partner;
};

/// The difference in one output, enclosed with so many bits.
struct Form {
  mpfr_prec_t bits;
  Interval bias;
  std::vector<Term> terms;
};

/// The partner of a unit; its pair is multiplied by -1 if it is turned, and its weight, too.
struct Pairing {
  std::size_t unit, partner;
  bool is_turned;
};

Form form_of(const Difference& g, std::size_t output, const std::vector<Pairing>& pairs, mpfr_prec_t bits) {
  Form form{bits, enclosed(g.bias[output], bits), {}};
  std::vector<const Pairing*> pairing(g.units.size());
  for (const Pairing& pair : pairs) pairing[pair.unit] = pairing[pair.partner] = &pair;
  for (std::size_t i = 0; i < g.units.size(); ++i) {
    const Unit& unit = g.units[i];
    const Pairing* const pair = pairing[i];
    if (pair != nullptr && pair->partner == i) continue;
    Term term{enclosed(unit.b, unit.c, bits), Interval(unit.weights[output], bits), std::nullopt};
    if (pair != nullptr) {
      Unit other = g.units[pair->partner], gap = unit;
      if (pair->is_turned) {
        for (mpq_class& entry : other.b) entry = -entry;
        other.c = -other.c;
        other.weights[output] = -other.weights[output];
      }
      for (std::size_t k = 0; k < gap.b.size(); ++k) gap.b[k] -= other.b[k];
      term.partner = {enclosed(other.b, other.c, bits), enclosed(gap.b, gap.c - other.c, bits),
                      Interval(other.weights[output], bits),
                      Interval(unit.weights[output] + other.weights[output], bits)};
    }
    form.terms.push_back(std::move(term));
  }
  return form;
}

Interval tanh(Interval x) {
  x.apply_tanh();
  return x;
}

/// The values of an affine function on a cell. On a cone s = rho p + q, rho >= from.
Interval range(const Affine& f, const Cell& cell, const Domain& domain, mpfr_prec_t bits) {
  Interval p(0, bits), q = f.c;
  for (std::size_t k = 0; k < f.b.size(); ++k) {
    if (cell.lower[k] == 0 && cell.upper[k] == 0) continue;
    Interval& part = cell.is_cone() && domain.is_unbounded(k) ? p : q;
    part += f.b[k] * Interval::between(cell.lower[k], cell.upper[k], bits);
  }
  if (!cell.is_cone()) return q;
  Interval result = q + p * Interval::between(cell.from, cell.from, bits);
  if (!p.is_at_least_0()) result.drop_lower();
  if (!p.is_at_most_0()) result.drop_upper();
  return result;
}

/// sech^2 where tanh has these values: 1 - t^2, which is 1 at 0 and falls away from it.
Interval slope_range(const Interval& t, const Interval& one) {
  const Interval low = t.low(), high = t.high();
  const Interval ends = ((one - low) * (one + low)).hull((one - high) * (one + high));
  return t.is_at_least_0() || t.is_at_most_0() ? ends : ends.hull(one);
}

/// A term on a cell: its values, and on a box its derivatives by s and by the gap.
struct TermOnCell {
  TermOnCell(const Term& term, const Cell& cell, const Domain& domain, mpfr_prec_t bits)
      : values(0, bits), by_s(0, bits), by_gap(0, bits) {
    const Interval one(1, bits);
    const Interval t = tanh(range(term.s, cell, domain, bits)), f = slope_range(t, one);
    values = term.w * t;
    by_s = term.w * f;
    if (!term.partner) return;
    const auto& [other_s, gap_s, w, sum] = *term.partner;
    const Interval other = tanh(range(other_s, cell, domain, bits)), other_f = slope_range(other, one);
    const Interval gap = range(gap_s, cell, domain, bits), both = t.hull(other),
                   f_both = slope_range(both, one);
    Interval difference = t - other;
    if (both.is_at_least_0() || both.is_at_most_0())
      difference = difference.common(f_both.high().hull(Interval(0, bits) - f_both.high()));
    if (gap.is_finite()) difference = difference.common(gap * f_both);
    values = (values + w * other).common(sum * t - w * difference);
    if (cell.is_cone()) return;
    by_s = (by_s + w * other_f).common(sum * f + Interval(2, bits) * w * gap * both * f_both);
    by_gap -= w * other_f;
  }
  Interval values, by_s, by_gap;
};

/// g at a point.
Interval value_at(const Form& g, const std::vector<double>& tau) {
  const Interval one(1, g.bits);
  const auto argument = [&](const Affine& f) {
    Interval s = f.c;
    for (std::size_t k = 0; k < tau.size(); ++k)
      if (tau[k] != 0) s += f.b[k] * Interval::between(tau[k], tau[k], g.bits);
    return tanh(std::move(s));
  };
  Interval total = g.bias;
  for (const Term& term : g.terms) {
    const Interval t = argument(term.s);
    if (!term.partner) {
      total += term.w * t;
      continue;
    }
    // tanh s - tanh s' = tanh(s - s') (1 - tanh s tanh s')
    const Interval difference = argument(term.partner->gap) * (one - t * argument(term.partner->s));
    total += term.partner->sum * t - term.partner->w * difference;
  }
  return total;
}

/// The point of [lower, upper] that is this part of the way; any point will do.
double between(double lower, double upper, double part) {
  const double at = lower + (upper - lower) * part;
  return at > lower ? std::min(at, upper) : lower;  // also if it is no number
}

/// Is |g| proved to be at most `size` on the cell?
bool is_bounded(const Form& g, const Cell& cell, const Domain& domain, const mpq_class& size) {
  const std::size_t n = cell.lower.size();
  Interval values = g.bias;
  std::vector<Interval> slope(n, Interval(0, g.bits));
  for (const Term& term : g.terms) {
    const TermOnCell on_cell(term, cell, domain, g.bits);
    values += on_cell.values;
    for (std::size_t k = 0; k < n && !cell.is_cone(); ++k) {
      if (cell.lower[k] == cell.upper[k]) continue;
      slope[k] += on_cell.by_s * term.s.b[k];
      if (term.partner) slope[k] += on_cell.by_gap * term.partner->gap.b[k];
    }
  }
  for (const bool above : {true, false}) {
    if (above ? values.is_at_most(size) : values.is_at_least(-size)) continue;
    if (cell.is_cone()) return false;
    // Where the mean value form bounds best: from above the more of the slopes is above 0, the farther up.
    std::vector<double> at;
    for (std::size_t k = 0; k < n; ++k) {
      const double part = slope[k].part_above_0();
      at.push_back(between(cell.lower[k], cell.upper[k], above ? part : 1 - part));
    }
    Interval bound = value_at(g, at);
    for (std::size_t k = 0; k < n; ++k)
      if (cell.lower[k] < cell.upper[k])
        bound += slope[k] * (Interval::between(cell.lower[k], cell.upper[k], g.bits) -
                             Interval::between(at[k], at[k], g.bits));
    if (above ? !bound.is_at_most(size) : !bound.is_at_least(-size)) return false;
  }
  return true;
}

// --- the upper side: U4, U5, U6

std::vector<Pairing> read_pairs(Reader& in, const Difference& g) {
  std::vector<Pairing> pairs;
  std::vector<bool> is_paired(g.units.size());
  in.array([&] {
    std::size_t entry[3] = {}, length = 0;
    in.array([&] {
      if (length == 3) in.fail("T1", "expected three numbers, found more");
      entry[length] = in.count(length == 2 ? 1 : 2 * max_units);
      if (length < 2 && (entry[length] >= g.units.size() || is_paired[entry[length]]))
        in.fail("U4", "expected a unit of the difference, below ", g.units.size(),
                ", in one pair at most, found ", entry[length]);
      if (length < 2) is_paired[entry[length]] = true;
      ++length;
    });
    if (length < 3) in.fail("T1", "expected three numbers, found ", length);
    pairs.push_back({entry[0], entry[1], entry[2] == 1});
  });
  return pairs;
}

/// Bounds cells of one output, with as many bits as each needs.
class Leaves {
 public:
  Leaves(const Difference& g, std::size_t output, std::vector<Pairing> pairs, const Domain& domain,
         const mpq_class& upper)
      : g_(g),
        output_(output),
        pairs_(std::move(pairs)),
        domain_(domain),
        upper_(upper),
        constant_(rational_constant(g, output)) {}

  bool is_bounded(const Cell& cell) {
    if (constant_) return abs(*constant_) <= upper_;
    constexpr mpfr_prec_t most_bits = 8192;
    std::size_t level = 0;
    for (mpfr_prec_t bits = 64; bits <= most_bits; bits *= 2, ++level) {
      if (level == forms_.size()) {
        if (level > 0 && is_too_large(bits)) return false;
        forms_.push_back(std::make_unique<Form>(form_of(g_, output_, pairs_, bits)));
      }
      if (check::is_bounded(*forms_[level], cell, domain_, upper_)) return true;
    }
    return false;
  }

 private:
  /// Before memory is spent.
  bool is_too_large(mpfr_prec_t bits) const {
    constexpr std::uint64_t most_bits_in_all = std::uint64_t{1} << 31U;
    const std::uint64_t numbers =
        3 * g_.units.size() * (domain_.coordinates.size() + 2) + g_.bias[output_].size();
    return numbers * static_cast<std::uint64_t>(bits) > most_bits_in_all;
  }

  const Difference& g_;
  std::size_t output_;
  std::vector<Pairing> pairs_;
  const Domain& domain_;
  const mpq_class& upper_;
  std::optional<mpq_class> constant_;
  std::vector<std::unique_ptr<Form>> forms_;
};

/// Goes through the splits and leaves as they are read; returns the number of leaves.
std::size_t check_cells(Reader& in, const Difference& g, const Domain& domain, Leaves& leaves) {
  constexpr std::size_t most = std::size_t{1} << 24U;  // ends of cells that wait
  const std::size_t n = domain.coordinates.size();
  const auto hold = [&](std::size_t cells) {
    if (cells > most / (n + 1))
      in.fail("U5", "expected at most ", most / (n + 1), " cells that wait, found more");
  };
  std::vector<Cell> open{whole(domain, g.is_axis)};
  std::size_t count = 0;
  in.array([&] {
    const std::size_t token = in.count(max_inputs + 1);
    if (open.empty()) in.fail("U5", "expected no more cells, found more");
    Cell cell = std::move(open.back()), second;
    open.pop_back();
    if (token > n + 1) in.fail("U5", "expected 0, an input from 1 to ", n, ", or ", n + 1, ", found ", token);
    if (token == 0) {
      if (!leaves.is_bounded(cell))
        in.fail("U6", "expected a bound of |f_a - f_b| on the cell that is at most \"upper\", found none");
      ++count;
    } else if (token == n + 1 && cell.from == 0) {
      hold(open.size() + 2 * n + 1);
      for (Cell& part : cover(cell, domain, g.is_axis)) open.push_back(std::move(part));
    } else {
      const bool is_split =
          token == n + 1 ? split_by_distance(cell, domain, second) : halve(cell, token - 1, second);
      if (!is_split) in.fail("U5", "expected a split of the cell, found that it can't be split there");
      hold(open.size() + 2);
      open.push_back(std::move(second));
      open.push_back(std::move(cell));
    }
  });
  if (!open.empty()) in.fail("U5", "expected cells that cover the domain, found ", open.size(), " too few");
  return count;
}

void check_upper(Reader& in, const Claim& claim, Report& report) {
  std::optional<Domain> domain;
  std::optional<Difference> g;
  std::size_t output = 0, leaves = 0;
  in.object({"scale", "outputs"}, [&](std::size_t k) {
    if (k == 0) {
      domain = domain_of(in, claim);
      g = difference_of(claim, domain->coordinates);
      return;
    }
    in.array([&] {
      if (output == claim.a.outputs) in.fail("U5", "expected one entry per output, ", output, ", found more");
      std::vector<Pairing> pairs;
      in.object({"pairs", "cells"}, [&](std::size_t part) {
        if (part == 0) {
          pairs = read_pairs(in, *g);
          return;
        }
        Leaves bounds(*g, output, std::move(pairs), *domain, *claim.upper);
        leaves += check_cells(in, *g, *domain, bounds);
      });
      ++output;
    });
  });
  if (output < claim.a.outputs)
    in.fail("U5", "expected one entry per output, ", claim.a.outputs, ", found ", output);
  report.lines.push_back(joined("at most: ", counted(leaves, "cell"), " bounded, ",
                                counted(g->units.size(), "unit"), " in the difference"));
}

// --- the claim: U1

void read_domain(Reader& in, Claim& claim) {
  in.array([&] {
    InputRange range;
    std::size_t end = 0;
    in.array([&] {
      if (end == 2) in.fail("T1", "expected two ends, found more");
      if (!in.null()) (end == 0 ? range.lower : range.upper) = value(read_rational(in));
      ++end;
    });
    if (end < 2) in.fail("T1", "expected two ends, found ", end);
    if (range.lower && range.upper && *range.lower > *range.upper)
      in.fail("U1", "expected [l, u] with l <= u, found l > u");
    if (claim.domain.size() == claim.a.inputs) in.fail("U1", "expected one range per input, found more");
    claim.domain.push_back(std::move(range));
  });
  if (claim.domain.size() < claim.a.inputs)
    in.fail("U1", "expected one range per input, ", claim.a.inputs, ", found ", claim.domain.size());
}

void read_claim(Reader& in, Claim& claim) {
  in.key("claim");
  in.object({"a", "b", "domain", "lower", "upper"}, [&](std::size_t k) {
    if (k == 0) claim.a = read_claimed_network(in);
    if (k == 1) claim.b = read_claimed_network(in);
    if (k == 1 && (claim.a.inputs != claim.b.inputs || claim.a.outputs != claim.b.outputs))
      refuse(claim.b.place, "U1", "expected the inputs and outputs of ", claim.a.place.path, ", ",
             claim.a.shape(), ", found ", claim.b.shape());
    if (k == 2) read_domain(in, claim);
    if (k == 3) claim.lower = value(read_rational(in));
    if (k == 3 && claim.lower < 0) in.fail("U1", "expected a \"lower\" of at least 0, found one below");
    if (k == 4 && !in.null()) claim.upper = value(read_rational(in));
    if (k == 4 && claim.upper && *claim.upper < claim.lower)
      in.fail("U1", "expected an \"upper\" of at least \"lower\", found one below");
  });
}

}  // namespace

void check_difference_bound(Reader& in, const FileOptions& files, Report& report) {
  Claim claim;
  TextStore store;
  read_claim(in, claim);
  report.lines = {joined("claim: |f_a(x) - f_b(x)| is at least ", claim.lower.get_str(),
                         " in some output, at some x of the domain",
                         claim.upper
                             ? joined(", and at most ", claim.upper->get_str(), " in all, everywhere in it")
                             : std::string())};
  compare({{"network a", &claim.a}, {"network b", &claim.b}}, files, report);
  map_to_tanh(claim.a, store);
  map_to_tanh(claim.b, store);
  in.key("evidence");
  in.object({"lower", "upper"}, [&](std::size_t k) {
    const bool is_null = in.null();
    const bool needs = k == 0 ? claim.lower > 0 : claim.upper.has_value();
    if (is_null == needs)
      in.fail(k == 0 ? "U3" : "U5", "expected evidence if there is something to prove, found ",
              is_null ? "none" : "some for nothing");
    if (is_null) return;
    if (k == 0)
      check_lower(in, claim, report);
    else
      check_upper(in, claim, report);
  });
}

}  // namespace isopath::check
