#include "verify/tanh/distances/diameter.hpp"

#include <algorithm>

#include "verify/tanh/distances/connecting_steps.hpp"

namespace isopath {

namespace {

/// A rigid member: unit k carries canonical unit k, turned if asked for; the spare units are constants with
/// c = shift + 1, shift + 2, ... and weight 1 in output 0, which d makes up for.
Network rigid_member(const Network& canonical, std::size_t width, bool turned, std::size_t shift) {
  Network network(canonical.inputs(), canonical.outputs());
  network.set_width(width);
  std::vector<TanhSum::Term> constants;
  for (std::size_t unit = 0; unit < width; ++unit) {
    const auto row = network.writable_row(unit);
    if (unit < canonical.width()) {
      for (std::size_t k = 0; k < row.size(); ++k)
        row[k] = network.numbers.copy(canonical.row(unit)[k].negated_if(turned), canonical.numbers);
      continue;
    }
    const Rational c(static_cast<long>(unit - canonical.width() + shift + 1));
    std::fill(row.begin(), row.end(), Number{});
    row[network.inputs()] = network.numbers.add(c);
    row[network.inputs() + 1] = network.numbers.add(Rational(1));
    constants.push_back({c, Rational(1)});
  }
  network.d = canonical.d;
  network.d[0] = network.d[0] - TanhSum(Rational(), std::move(constants));
  return network;
}

}  // namespace

std::optional<std::size_t> greatest_distance(std::size_t rank, std::size_t width) {
  if (width == 0) return 0;
  if (rank == width) return std::nullopt;
  return greatest_distance_bound(rank, width);
}

Diameter diameter(const Model& model, const CanonicalForm& form) {
  const std::size_t rank = form.rank();
  const std::size_t width = model.network().width();
  const auto member = [&](bool turned, std::size_t shift) {
    return in_activation(model.activation(), rigid_member(form.network, width, turned, shift));
  };
  Diameter result{
      rank, width, {}, greatest_distance(rank, width), member(false, 0), member(true, rank == 0 ? 1 : 0)};
  result.lower = lower_bound({result.first, result.last, canonical_form(result.first.network()),
                              canonical_form(result.last.network())});
  return result;
}

void prove_by_table(Diameter& diameter, const std::function<void(std::size_t)>& progress) {
  const RigidPair pair = rigid_pair({diameter.first, diameter.last, canonical_form(diameter.first.network()),
                                     canonical_form(diameter.last.network())});
  ClassSearch search(pair.shape, most_choices_of_table);
  search.set_progress(progress);
  diameter.lower = searched_bound(pair, search);
}

}  // namespace isopath
