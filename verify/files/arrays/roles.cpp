#include "verify/files/arrays/roles.hpp"

#include <algorithm>
#include <string_view>

#include "exact/quoting.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

/// The last parts of the names of one convention: hidden weight and bias, output weight and bias.
struct Convention {
  std::string_view hidden_weight, hidden_bias, output_weight, output_bias;
};

constexpr Convention conventions[] = {
    {"0.weight", "0.bias", "2.weight", "2.bias"},
    {"fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"},
    {"linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"},
    {"lin1.weight", "lin1.bias", "lin2.weight", "lin2.bias"},
    {"layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias"},
    {"l1.weight", "l1.bias", "l2.weight", "l2.bias"},
    {"dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"},
    {"hidden.weight", "hidden.bias", "output.weight", "output.bias"},
    {"hidden.weight", "hidden.bias", "out.weight", "out.bias"},
    {"W1", "b1", "W2", "b2"},
    {"w1", "b1", "w2", "b2"},
};

/// Finds names among others in logarithmic time, whatever the names are.
class NameIndex {
 public:
  explicit NameIndex(const std::vector<std::string>& names) : names_(names), order_(names.size()) {
    for (std::size_t k = 0; k < order_.size(); ++k) order_[k] = k;
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t x, std::size_t y) { return names[x] < names[y]; });
  }
  std::optional<std::size_t> find(const std::string& name) const {
    const auto at = std::lower_bound(order_.begin(), order_.end(), name,
                                     [&](std::size_t x, const std::string& y) { return names_[x] < y; });
    if (at == order_.end() || names_[*at] != name) return std::nullopt;
    return *at;
  }

 private:
  const std::vector<std::string>& names_;
  std::vector<std::size_t> order_;
};

/// A few of the names, for messages.
std::string listed(const std::vector<std::string>& names) {
  if (names.empty()) return "no arrays";
  constexpr std::size_t most = 6;
  std::string result = names.size() == 1 ? "the array " : "the arrays ";
  for (std::size_t k = 0; k < std::min(most, names.size()); ++k)
    result += (k == 0 ? "" : ", ") + in_quotes(names[k]);
  return result + (names.size() > most ? " and " + std::to_string(names.size() - most) + " more" : "");
}

[[noreturn]] void not_treated(const std::string& file, const std::string& message) {
  throw InputError(InputError::Kind::not_treated, file, message);
}

ArrayPlaces named_by_user(const std::string& file, const std::vector<std::string>& names,
                          const std::array<std::string, 4>& wanted) {
  const NameIndex index(names);
  ArrayPlaces places;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const bool is_weight = k % 2 == 0;
    if (wanted[k].empty() && is_weight)
      not_treated(file, "expected names of the weights in --tensors, found an empty one");
    if (wanted[k].empty()) continue;
    places[k] = index.find(wanted[k]);
    if (!places[k])
      not_treated(file, "expected an array " + in_quotes(wanted[k]) + ", found " + listed(names));
  }
  return places;
}

/// What a convention finds if this name is its hidden weight.
std::optional<ArrayPlaces> match(const Convention& convention, const std::string& name,
                                 const NameIndex& index) {
  if (!name.ends_with(convention.hidden_weight)) return std::nullopt;
  const std::string prefix = name.substr(0, name.size() - convention.hidden_weight.size());
  if (!prefix.empty() && !prefix.ends_with('.') && !prefix.ends_with('/')) return std::nullopt;
  const auto find = [&](std::string_view last) { return index.find(prefix + std::string(last)); };
  ArrayPlaces places = {find(convention.hidden_weight), find(convention.hidden_bias),
                        find(convention.output_weight), find(convention.output_bias)};
  if (!places[2]) return std::nullopt;
  return places;
}

}  // namespace

ArrayPlaces find_arrays(const std::string& file, const std::vector<std::string>& names,
                        const ModelOptions& options) {
  if (options.tensors) return named_by_user(file, names, *options.tensors);
  const NameIndex index(names);
  std::optional<ArrayPlaces> found;
  for (std::size_t k = 0; k < names.size() && !found; ++k)
    for (const Convention& convention : conventions)
      if (!found) found = match(convention, names[k], index);
  if (!found)
    not_treated(file,
                "expected the arrays of a network with one hidden layer, named such as '0.weight', '0.bias', "
                "'2.weight', '2.bias' or by --tensors, found " +
                    listed(names));
  // The first match may decide: of two networks in one file, either leaves the other's arrays over.
  for (std::size_t k = 0; k < names.size(); ++k)
    if (std::find(found->begin(), found->end(), k) == found->end())
      not_treated(file, "expected no array beside those of the network, " + in_quotes(names[*(*found)[0]]) +
                            " to " + in_quotes(names[*(*found)[2]]) + " (or names in --tensors), found " +
                            in_quotes(names[k]));
  return *found;
}

}  // namespace isopath
