#include "kinds/difference.hpp"

#include "kinds/difference_bound.hpp"
#include "rules.hpp"

namespace isopath::check {

namespace {

// --- the claim: U1

InputRange read_range(Reader& in) {
  InputRange range;
  std::size_t ends = 0;
  in.array([&] {
    if (ends == 2) in.fail("T1", "expected two ends, found more");
    if (!in.null()) (ends == 0 ? range.lower : range.upper) = value(read_rational(in));
    ++ends;
  });
  if (ends < 2) in.fail("T1", "expected two ends, found ", ends);
  if (range.lower && range.upper && *range.lower > *range.upper)
    in.fail("U1", "expected [l, u] with l <= u, found l > u");
  return range;
}

void read_domain(Reader& in, DifferenceClaim& claim) {
  in.array([&] {
    InputRange range = read_range(in);
    if (claim.domain.size() == claim.a.inputs) in.fail("U1", "expected one range per input, found more");
    claim.domain.push_back(std::move(range));
  });
  if (claim.domain.size() < claim.a.inputs)
    in.fail("U1", "expected one range per input, ", claim.a.inputs, ", found ", claim.domain.size());
}

void read_claim(Reader& in, DifferenceClaim& claim) {
  in.key("claim");
  in.object({"a", "b", "domain", "lower", "upper"}, [&](std::size_t k) {
    if (k == 0) claim.a = read_claimed_network(in);
    if (k == 1) claim.b = read_claimed_network(in);
    if (k == 1) check_same_shape(claim.a, claim.b, "U1");
    if (k == 2) read_domain(in, claim);
    if (k == 3) claim.lower = value(read_rational(in));
    if (k == 3 && claim.lower < 0) in.fail("U1", "expected a \"lower\" of at least 0, found one below");
    if (k == 4 && !in.null()) claim.upper = value(read_rational(in));
    if (k == 4 && claim.upper && *claim.upper < claim.lower)
      in.fail("U1", "expected an \"upper\" of at least \"lower\", found one below");
  });
}

// --- the lower side: U3

bool is_within(const Interval& x, const mpq_class& size) {
  return x.is_at_most(size) && x.is_at_least(-size);
}

/// The coordinates whose origin is x, in which all units are constant.
std::vector<Coordinate> coordinates_at(const Reader& in, const DifferenceClaim& claim,
                                       const std::vector<Rational>& x) {
  std::vector<Coordinate> here;
  for (std::size_t k = 0; k < x.size(); ++k) {
    here.push_back({value(x[k]), 0});
    const auto& [lower, upper] = claim.domain[k];
    if ((lower && here[k].origin < *lower) || (upper && here[k].origin > *upper))
      in.fail("U3", "expected a point of the domain, found that x[", k, "] is outside of it");
  }
  return here;
}

void check_lower_side(Reader& in, const DifferenceClaim& claim, Report& report) {
  std::vector<Rational> x;
  std::size_t output = 0;
  in.object({"x", "output"}, [&](std::size_t k) {
    if (k == 0) read_rationals(in, claim.a.inputs, x);
    if (k == 1) output = read_output(in, claim.a, "U3");
  });
  const Difference g = difference_of(claim, coordinates_at(in, claim, x), output);
  report.lines.push_back(joined("at least: at the point x given, in output ", output));
  if (const auto q = rational_constant(g, output)) {
    if (abs(*q) >= claim.lower) return;
    in.fail("U3", "expected |f_a(x) - f_b(x)| at least \"lower\", found ", mpq_class(abs(*q)).get_str());
  }
  const std::uint64_t terms = g.bias[output].size() + 1;
  for (std::uint64_t bits = 64; bits <= max_bits && bits * terms <= max_bits_in_all; bits *= 2) {
    const Interval difference = enclosed(g.bias[output], static_cast<mpfr_prec_t>(bits));
    if (difference.is_at_least(claim.lower) || difference.is_at_most(-claim.lower)) return;
    if (is_within(difference, claim.lower))
      in.fail("U3", "expected |f_a(x) - f_b(x)| at least \"lower\", found that it is less, at ", bits,
              " bits");
  }
  in.fail("U3", "expected that ", max_bits, " bits, and ", max_bits_in_all, " bits in all for ", terms,
          " terms, show |f_a(x) - f_b(x)| at least \"lower\", found that they don't");
}

// --- the upper side: U4, U5, U6

std::vector<Couple> read_couples(Reader& in, const Difference& g) {
  std::vector<Couple> couples;
  std::vector<bool> is_coupled(g.units.size());
  in.array([&] {
    std::size_t entry[3] = {};
    std::size_t length = 0;
    in.array([&] {
      if (length == 3) in.fail("T1", "expected three numbers, found more");
      entry[length] = in.count(length == 2 ? 1 : 2 * max_units);
      if (length < 2 && (entry[length] >= g.units.size() || is_coupled[entry[length]]))
        in.fail("U4", "expected a unit of the difference, below ", g.units.size(),
                ", in one pair at most, found ", entry[length]);
      if (length < 2) is_coupled[entry[length]] = true;
      ++length;
    });
    if (length < 3) in.fail("T1", "expected three numbers, found ", length);
    couples.push_back({entry[0], entry[1], entry[2] == 1});
  });
  return couples;
}

/// Cells that wait to be split or bounded, the next of them last.
class WaitingCells {
 public:
  WaitingCells(const Reader& in, const Difference& g, const Domain& domain)
      : in_(in), g_(g), domain_(domain), cells_{whole(domain, g.is_axis)} {}

  bool is_empty() const { return cells_.empty(); }
  std::size_t size() const { return cells_.size(); }

  DomainCell take() {
    DomainCell cell = std::move(cells_.back());
    cells_.pop_back();
    return cell;
  }

  /// Puts back the parts of a cell that was taken: an axis is halved, or the token n + 1 splits by distance.
  void split(DomainCell cell, std::size_t token) {
    const std::size_t n = domain_.coordinates.size();
    if (token == n + 1 && cell.from == 0) {
      hold(size() + 2 * n + 1);
      for (DomainCell& part : cover(cell, domain_, g_.is_axis)) cells_.push_back(std::move(part));
      return;
    }
    DomainCell second;
    const bool is_split =
        token == n + 1 ? split_by_distance(cell, domain_, second) : halve(cell, token - 1, second);
    if (!is_split) in_.fail("U5", "expected a split of the cell, found that it can't be split there");
    hold(size() + 2);
    cells_.push_back(std::move(second));
    cells_.push_back(std::move(cell));
  }

 private:
  /// Refuses before so many cells take memory.
  void hold(std::size_t cells) const {
    constexpr std::size_t max_ends = std::size_t{1} << 24U;
    const std::size_t max_cells = max_ends / (domain_.coordinates.size() + 1);
    if (cells > max_cells) in_.fail("U5", "expected at most ", max_cells, " cells that wait, found more");
  }

  const Reader& in_;
  const Difference& g_;
  const Domain& domain_;
  std::vector<DomainCell> cells_;
};

/// Goes through the splits and leaves as they are read; returns the number of leaves.
std::size_t check_cells(Reader& in, const Difference& g, const Domain& domain, CellBounds& bounds) {
  const std::size_t n = domain.coordinates.size();
  WaitingCells waiting(in, g, domain);
  std::size_t leaves = 0;
  in.array([&] {
    const std::size_t token = in.count(max_inputs + 1);
    if (waiting.is_empty()) in.fail("U5", "expected no more cells, found more");
    DomainCell cell = waiting.take();
    if (token > n + 1) in.fail("U5", "expected 0, an input from 1 to ", n, ", or ", n + 1, ", found ", token);
    if (token > 0) return waiting.split(std::move(cell), token);
    if (!bounds.is_bounded(cell))
      in.fail("U6", "expected a bound of |f_a - f_b| on the cell that is at most \"upper\", found none");
    ++leaves;
  });
  if (!waiting.is_empty())
    in.fail("U5", "expected cells that cover the domain, found ", waiting.size(), " too few");
  return leaves;
}

/// The evidence for one output. Returns the number of leaves.
std::size_t check_output(Reader& in, const DifferenceClaim& claim, const Difference& g, const Domain& domain,
                         std::size_t output) {
  std::vector<Couple> couples;
  std::size_t leaves = 0;
  in.object({"pairs", "cells"}, [&](std::size_t k) {
    if (k == 0) {
      couples = read_couples(in, g);
      return;
    }
    CellBounds bounds(g, output, std::move(couples), domain, *claim.upper);
    leaves = check_cells(in, g, domain, bounds);
  });
  return leaves;
}

void check_upper_side(Reader& in, const DifferenceClaim& claim, Report& report) {
  Domain domain;
  Difference g;
  std::size_t outputs = 0;
  std::size_t leaves = 0;
  in.object({"scale", "outputs"}, [&](std::size_t k) {
    if (k == 0) {
      domain = domain_of(in, claim);
      g = difference_of(claim, domain.coordinates);
      return;
    }
    in.array([&] {
      if (outputs == claim.a.outputs)
        in.fail("U5", "expected one entry per output, ", outputs, ", found more");
      leaves += check_output(in, claim, g, domain, outputs++);
    });
  });
  if (outputs < claim.a.outputs)
    in.fail("U5", "expected one entry per output, ", claim.a.outputs, ", found ", outputs);
  report.lines.push_back(joined("at most: ", counted(leaves, "cell"), " bounded, ",
                                counted(g.units.size(), "unit"), " in the difference"));
}

}  // namespace

void check_difference_bound(Reader& in, const FileOptions& files, Report& report) {
  DifferenceClaim claim;
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
    if (k == 0) check_lower_side(in, claim, report);
    if (k == 1) check_upper_side(in, claim, report);
  });
}

}  // namespace isopath::check
