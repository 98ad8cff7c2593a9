// Points where two uncertain models are likely to differ for all values, found in floating point.
//
// No verdict rests on these points: a point is only proposed, and other code encloses the values there.
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_POINT_SEARCH_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_POINT_SEARCH_HPP

#include <cstddef>
#include <random>
#include <vector>

#include "verify/tanh/uncertain/float_ranges.hpp"

namespace isopath {

struct ProposedPoint {
  std::vector<double> x;
  std::size_t output;
  /// About the least |f_A(x) - f_B(x)| over all values in this output; negative if that can be 0.
  double gap;
};

class PointSearch {
 public:
  PointSearch(const FloatRanges& a, const FloatRanges& b, std::size_t inputs);

  /// The point's best output.
  ProposedPoint at(std::vector<double> x);
  /// Some random points, and a climb from the best of them.
  ProposedPoint next();
  /// A point nearby with shorter numbers, if one is found whose gap is at least half as large; else the same.
  ProposedPoint shortened(const ProposedPoint& point);
  bool has_work_left() const { return work_ > 0; }

 private:
  enum class Side { above, below };  // f_A - f_B is above 0, or below
  struct Best {
    std::size_t output = 0;
    Side side = Side::above;
    double gap;
  };
  Best best_at(const std::vector<double>& x);
  double gap_at(const std::vector<double>& x, std::size_t output, Side side, std::vector<double>* gradient);
  ProposedPoint climb(std::vector<double> x, Best from);
  std::vector<double> random_point();

  const FloatRanges& a_;
  const FloatRanges& b_;
  std::size_t inputs_;
  std::size_t outputs_;
  double work_ = 1e8;  // multiplications, about
  std::mt19937_64 random_{20231031};
};

}  // namespace isopath

#endif
