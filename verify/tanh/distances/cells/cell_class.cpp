#include "verify/tanh/distances/cells/cell_class.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace isopath {

namespace {

/// Which essential groups lead to each group, how many spare units it has, and which lie on cycles.
class Leads {
 public:
  Leads(const LabelCell& cell, const ClassShape& shape) : shape_(shape), groups_(groups_of(cell, shape)) {
    for (std::size_t k = 0; k < shape.rank; ++k) {
      to_[k] = cell.group(k);
      negative_[k] = cell.is_negative(k);
    }
    for (std::size_t unit = shape.rank; unit < shape.width; ++unit) ++spares_[cell.group(unit)];
    for (std::size_t k = 0; k < shape.rank; ++k) {
      // After as many steps as there are groups, every walk is on a cycle or has ended in a zero-sum group.
      std::size_t at = k;
      for (std::size_t step = 0; step < shape.rank && at < shape.rank; ++step) at = to_[at];
      if (at < shape.rank) on_cycle_[at] = true;
    }
    // Each cycle has one of these groups at least, and all groups that this one leads to are on the cycle
    // too.
    for (std::size_t k = 0; k < shape.rank; ++k)
      if (on_cycle_[k])
        for (std::size_t at = to_[k]; !on_cycle_[at]; at = to_[at]) on_cycle_[at] = true;
  }

  std::size_t rank() const { return shape_.rank; }
  std::size_t groups() const { return groups_; }
  std::size_t to(std::size_t k) const { return to_[k]; }
  bool is_on_cycle(std::size_t k) const { return on_cycle_[k]; }
  std::size_t spares(std::size_t group) const { return spares_[group]; }
  /// The essential groups on the cycle of k, from k on.
  std::vector<std::size_t> cycle(std::size_t k) const {
    std::vector<std::size_t> groups{k};
    for (std::size_t at = to_[k]; at != k; at = to_[at]) groups.push_back(at);
    return groups;
  }
  bool is_negative(const std::vector<std::size_t>& cycle) const {
    bool negative = false;
    for (const std::size_t k : cycle) negative = negative != negative_[k];
    return negative;
  }
  template <typename Visit>
  void for_each_leading_to(std::size_t group, Visit visit) const {
    for (std::size_t k = 0; k < shape_.rank; ++k)
      if (to_[k] == group && !on_cycle_[k]) visit(k);
  }

 private:
  const ClassShape& shape_;
  std::size_t groups_;
  std::array<std::size_t, LabelCell::most_groups> to_{};
  std::array<bool, LabelCell::most_groups> negative_{};
  std::array<bool, LabelCell::most_groups> on_cycle_{};
  std::array<std::size_t, LabelCell::most_groups> spares_{};
};

std::uint64_t factorial(std::size_t n) { return n == 0 ? 1 : n * factorial(n - 1); }

/// The text of a part of the structure, and in how many ways it can be mapped to itself, signs aside.
struct Part {
  std::string text;
  std::uint64_t symmetries;
};

/// Sorts the parts, and permutes equal ones.
Part joined(std::vector<Part> parts) {
  std::sort(parts.begin(), parts.end(), [](const Part& x, const Part& y) { return x.text < y.text; });
  Part all{{}, 1};
  std::size_t equal = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    equal = i > 0 && parts[i].text == parts[i - 1].text ? equal + 1 : 1;
    all.text += parts[i].text;
    all.symmetries *= parts[i].symmetries * equal;
  }
  return all;
}

Part tree(const Leads& leads, std::size_t group) {
  std::vector<Part> branches;
  leads.for_each_leading_to(group, [&](std::size_t k) { branches.push_back(tree(leads, k)); });
  Part all = joined(std::move(branches));
  const std::size_t spares = leads.spares(group);
  return {"(" + (spares > 0 ? std::to_string(spares) : std::string()) + all.text + ")",
          all.symmetries * factorial(spares)};
}

/// The text begins with the group that makes it the least; rotations that give the same text are symmetries.
Part cycle(const Leads& leads, const std::vector<std::size_t>& groups) {
  std::vector<std::string> texts;
  std::uint64_t symmetries = 1;
  for (const std::size_t k : groups) {
    const Part part = tree(leads, k);
    texts.push_back(part.text);
    symmetries *= part.symmetries;
  }
  std::string least;
  std::uint64_t rotations = 0;
  for (std::size_t first = 0; first < texts.size(); ++first) {
    std::string text;
    for (std::size_t i = 0; i < texts.size(); ++i) text += texts[(first + i) % texts.size()];
    if (rotations == 0 || text < least) {
      least = text;
      rotations = 1;
    } else if (text == least) {
      ++rotations;
    }
  }
  return {(leads.is_negative(groups) ? "-" : "+") + least, symmetries * rotations};
}

std::vector<Part> parts_of(const Leads& leads) {
  std::vector<Part> parts;
  for (std::size_t group = leads.rank(); group < leads.groups(); ++group) {
    parts.push_back(tree(leads, group));
    parts.back().text.insert(0, "Z");
  }
  std::array<bool, LabelCell::most_groups> done{};
  for (std::size_t k = 0; k < leads.rank(); ++k) {
    if (!leads.is_on_cycle(k) || done[k]) continue;
    const std::vector<std::size_t> groups = leads.cycle(k);
    for (const std::size_t on_it : groups) done[on_it] = true;
    parts.push_back(cycle(leads, groups));
  }
  return parts;
}

/// Reads a text of a class into a cell. The essential groups are numbered as they come.
class ClassReader {
 public:
  ClassReader(std::string_view text, const ClassShape& shape)
      : rest_(text), shape_(shape), next_spare_(shape.rank), next_zero_sum_(shape.rank) {}

  std::optional<LabelCell> read() {
    while (!rest_.empty() && !failed_) {
      const char sign = take();
      if (sign == 'Z')
        read_zero_sum();
      else if (sign == '+' || sign == '-')
        read_cycle(sign == '-');
      else
        failed_ = true;
    }
    if (failed_ || next_essential_ != shape_.rank || next_spare_ != shape_.width) return std::nullopt;
    return cell_;
  }

 private:
  char take() {
    if (rest_.empty()) return '\0';
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return first;
  }

  void read_zero_sum() {
    if (next_zero_sum_ == shape_.width)
      failed_ = true;
    else
      read_group(next_zero_sum_++);
  }

  void read_cycle(bool negative) {
    const std::size_t first = next_essential_;
    std::vector<std::size_t> groups;
    do {
      groups.push_back(next_essential_);
      read_essential();
    } while (!failed_ && !rest_.empty() && rest_.front() == '(');
    if (failed_) return;
    for (std::size_t i = 0; i < groups.size(); ++i)
      cell_.set(groups[i], groups[(i + 1) % groups.size()], negative && groups[i] == first);
  }

  /// A new essential group, the next in number.
  void read_essential() {
    if (next_essential_ == shape_.rank)
      failed_ = true;
    else
      read_group(next_essential_++);
  }

  /// "(", the number of spare units, the groups that lead to it, ")".
  void read_group(std::size_t group) {
    if (take() != '(') failed_ = true;
    std::size_t spares = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), spares);
    if (error == std::errc()) rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    if (spares > shape_.width - next_spare_) failed_ = true;
    for (std::size_t i = 0; !failed_ && i < spares; ++i) cell_.set(next_spare_++, group, false);
    while (!failed_ && !rest_.empty() && rest_.front() == '(') {
      const std::size_t leading = next_essential_;
      read_essential();
      if (!failed_) cell_.set(leading, group, false);
    }
    if (take() != ')') failed_ = true;
  }

  std::string_view rest_;
  const ClassShape& shape_;
  std::size_t next_essential_ = 0;
  std::size_t next_spare_;
  std::size_t next_zero_sum_;
  LabelCell cell_;
  bool failed_ = false;
};

}  // namespace

std::string class_text(const LabelCell& cell, const ClassShape& shape) {
  return joined(parts_of(Leads(cell, shape))).text;
}

std::optional<LabelCell> cell_of_class(std::string_view text, const ClassShape& shape) {
  const std::optional<LabelCell> cell = ClassReader(text, shape).read();
  // If the text had empty groups, another order or another spelling, the cell read from it has another text.
  if (cell && class_text(*cell, shape) != text) return std::nullopt;
  for (std::size_t group = 0; cell && group < groups_of(*cell, shape); ++group) {
    bool has_unit = false;
    for (std::size_t unit = 0; unit < shape.width; ++unit) has_unit |= cell->group(unit) == group;
    if (!has_unit) return std::nullopt;
  }
  return cell;
}

std::uint64_t size_of_class(const LabelCell& cell, const ClassShape& shape) {
  const std::vector<Part> parts = parts_of(Leads(cell, shape));
  // A permutation that maps the structure to itself, cycles to cycles of the same sign, has as many choices
  // of signs that leave the cell alone as there are parts to turn, 2 for each; and there are 2^h choices in
  // all.
  const std::uint64_t permutations = factorial(shape.rank) * factorial(shape.spare());
  return (permutations / joined(parts).symmetries) << (shape.width - parts.size());
}

bool is_rigid(const LabelCell& cell, const ClassShape& shape) {
  return groups_of(cell, shape) == shape.width;
}

}  // namespace isopath
