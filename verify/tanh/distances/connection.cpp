#include "verify/tanh/distances/connection.hpp"

#include <algorithm>

namespace isopath {

Model Connection::vertex(std::size_t k) const {
  const std::lock_guard lock(mutex_);
  if (k < at_) {
    at_ = 0;
    units_.assign(units_.size(), {});
  }
  for (; at_ < k; ++at_)
    for (const Change& change : steps_[at_].changes) units_[change.unit] = change.now;
  const Bias bias = k == 0 ? Bias::of_first : steps_[k - 1].bias;
  if (bias == Bias::of_first && k == 0) return ends_.first;
  if (bias == Bias::of_last && k == steps_.size()) return ends_.last;
  return in_activation(ends_.first.activation(), put_together(bias));
}

std::string Connection::place(std::size_t k) const { return "vertex " + std::to_string(k) + " of the path"; }

Network Connection::put_together(Bias bias) const {
  const Network* const sources[] = {&ends_.first.network(), &ends_.last.network(), &ends_.of_first.network};
  const std::size_t n = ends_.of_first.network.inputs();
  Network network(n, ends_.of_first.network.outputs());
  network.set_width(units_.size());
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
    const auto row = network.writable_row(unit);
    // A part of the row: numbers first, first + 1, ... of that row of the source.
    const auto take = [&](std::uint32_t source, std::size_t first, std::size_t count) {
      const bool canonical = source >= UnitSource::of_canonical;
      const bool flipped = canonical && (source - UnitSource::of_canonical) % 2 != 0;
      const Network& from = *sources[canonical ? 2 : source];
      const NumberRow numbers = from.row(canonical ? (source - UnitSource::of_canonical) / 2 : unit);
      for (std::size_t k = first; k < first + count; ++k)
        row[k] = network.numbers.copy(numbers[k].negated_if(flipped), from.numbers);
    };
    take(units_[unit].pair, 0, n + 1);
    if (units_[unit].weight == UnitSource::zero)
      std::fill(row.begin() + static_cast<std::ptrdiff_t>(n) + 1, row.end(), Number{});
    else
      take(units_[unit].weight, n + 1, row.size() - n - 1);
  }
  network.d = bias == Bias::of_first  ? ends_.first.network().d
              : bias == Bias::of_last ? ends_.last.network().d
                                      : ends_.of_first.network.d;
  return network;
}

}  // namespace isopath
