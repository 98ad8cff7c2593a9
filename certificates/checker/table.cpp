#include "table.hpp"

#include <map>

namespace isopath::check {

namespace {

constexpr std::uint64_t max_choices = 100'000'000;

template <class Number>
using PerGroup = std::array<Number, max_units_of_table>;  // there is a unit in each

std::string joined_in_order(std::vector<std::string>& parts) {
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

/// The text of a group; `is_on_cycle` says which do not count as leading to it.
std::string text_of_group(const LabelCell& cell, const PerGroup<bool>& is_on_cycle, std::size_t group) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < cell.essential; ++k)
    if (cell.labels[k] == group && !is_on_cycle[k]) parts.push_back(text_of_group(cell, is_on_cycle, k));
  const auto spare = std::count(cell.labels.begin() + static_cast<std::ptrdiff_t>(cell.essential),
                                cell.labels.begin() + static_cast<std::ptrdiff_t>(cell.units), group);
  return "(" + (spare > 0 ? std::to_string(spare) : "") + joined_in_order(parts) + ")";
}

/// The text of the cycle of group k.
std::string text_of_cycle(const LabelCell& cell, const PerGroup<bool>& is_on_cycle, std::size_t k) {
  std::vector<std::string> texts;
  std::vector<std::string> rotations;
  bool is_turned = false;
  for (std::size_t g = k; texts.empty() || g != k; g = cell.labels[g]) {
    texts.push_back(text_of_group(cell, is_on_cycle, g));
    is_turned = is_turned != cell.turned[g];
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string& rotation = rotations.emplace_back();
    for (const std::string& text : texts) rotation += text;
    std::rotate(texts.begin(), texts.begin() + 1, texts.end());
  }
  return (is_turned ? "-" : "+") + *std::min_element(rotations.begin(), rotations.end());
}

// --- cells that meet

/// The number of partitions of so many units; that of partitions with one part marked is the next less it.
constexpr std::uint64_t partitions[] = {1,   1,    2,      5,       15,      52,        203,
                                        877, 4140, 21'147, 115'975, 678'570, 4'213'597, 27'644'437};

/// Walks through the choices of D6 for a cell P. A component of the graph of P and Q (docs/mathematics.md,
/// section 7) that holds E(k) of P holds E(k) of Q, and no other essential group: it is component k. So Q is
/// given by the zero-sum groups of P in each component k, with the signs with which they join it, which give
/// all units there their signs; by a partition of the units there into E(k) and zero-sum groups of Q that
/// connects all these groups; and by any partition of the units of no component k into zero-sum groups.
///
/// Signs of units that get a label Z, and of spare units, show in no class: they need not be tried.
class Meetings {
 public:
  std::uint64_t choices = 0;

  /// Without a function to visit cells, choices are only counted.
  explicit Meetings(const LabelCell& p, std::function<void(const LabelCell&)> visit = nullptr)
      : p_(p), q_(p), visit_(std::move(visit)) {
    for (std::size_t k = 0; k < p.essential; ++k) {
      component_[k] = k;
      holds_home_[p.labels[k]] = true;
    }
    join(p.essential);
  }

 private:
  static constexpr std::size_t none = max_units_of_table;
  const LabelCell& p_;
  LabelCell q_;
  std::function<void(const LabelCell&)> visit_;
  PerGroup<std::size_t> component_{};  // of a group of P: k, or none
  PerGroup<bool> joins_turned_{};      // of a group of P
  PerGroup<bool> holds_home_{};
  std::vector<std::size_t> order_;  // the units, by component

  std::size_t component(std::size_t unit) const { return component_[p_.labels[unit]]; }

  /// Chooses what the zero-sum groups of P from g on join.
  void join(std::size_t g) {
    if (choices > max_choices) return;
    if (g == p_.groups()) return begin();
    for (component_[g] = 0; component_[g] < p_.essential; ++component_[g])
      for (const bool turned : {false, true}) {
        joins_turned_[g] = turned;
        if (!turned || holds_home_[g]) join(g + 1);
      }
    component_[g] = none;
    join(g + 1);
  }

  void begin() {
    std::uint64_t count = 1;
    order_.clear();
    for (std::size_t c = 0; c <= none; ++c) {
      const std::size_t before = order_.size();
      for (std::size_t i = 0; i < p_.units; ++i)
        if (component(i) == c) order_.push_back(i);
      const std::size_t units = order_.size() - before;
      if (units > 0) count *= c == none ? partitions[units] : partitions[units + 1] - partitions[units];
    }
    choices += count;
    for (const std::size_t i : order_) q_.turned[i] = p_.turned[i] != joins_turned_[p_.labels[i]];
    if (visit_) part(0, p_.essential, p_.essential);
  }

  /// Chooses the labels of the n-th unit and those after it. In its component, zero-sum groups of Q begin at
  /// `first`; `next` is the least that has no unit.
  void part(std::size_t n, std::size_t first, std::size_t next) {
    if (n > 0 && (n == p_.units || component(order_[n]) != component(order_[n - 1]))) {
      if (!is_connected(component(order_[n - 1]))) return;
      first = next;
    }
    if (n == p_.units) return visit_(q_);
    const std::size_t unit = order_[n];
    const std::size_t k = component(unit);
    if (k != none) {
      q_.labels[unit] = k;
      part(n + 1, first, next);
    }
    for (std::size_t g = first; g <= next; ++g) {
      q_.labels[unit] = g;
      part(n + 1, first, std::max(next, g + 1));
    }
  }

  /// Do the units of component k connect all groups there, E(k) of P and of Q among them?
  bool is_connected(std::size_t k) const {
    if (k == none) return true;
    unsigned of_p = 1U << k;  // the groups of P that are reached
    unsigned of_q = 0;        // and those of Q
    bool is_whole = false;
    for (bool grows = true; grows;) {
      grows = false;
      is_whole = true;
      for (std::size_t i = 0; i < p_.units; ++i) {
        if (component(i) != k) continue;
        const unsigned in_p = 1U << p_.labels[i];
        const unsigned in_q = 1U << q_.labels[i];
        const bool is_p_reached = (of_p & in_p) != 0;
        const bool is_q_reached = (of_q & in_q) != 0;
        if (!is_p_reached && !is_q_reached) is_whole = false;
        if (is_p_reached == is_q_reached) continue;
        grows = true;
        of_p |= in_p;
        of_q |= in_q;
      }
    }
    return is_whole && (of_q >> k & 1U) != 0;
  }
};

// --- texts of classes

/// Reads the text of a class into a cell, leniently: in the end the text must be that of the cell.
class ClassText {
 public:
  ClassText(std::size_t essential, std::size_t units)
      : cell_{essential, units}, spare_(essential), zero_sum_(essential) {}

  std::optional<LabelCell> read(std::string_view text) {
    while (!text.empty())
      if (!take(text)) return std::nullopt;
    const auto end = cell_.labels.begin() + static_cast<std::ptrdiff_t>(cell_.units);
    bool is_whole = open_.empty() && homes_ == cell_.essential && spare_ == cell_.units;
    for (std::size_t g = 0; g < zero_sum_; ++g) is_whole &= std::find(cell_.labels.begin(), end, g) != end;
    return is_whole ? std::optional(cell_) : std::nullopt;
  }

 private:
  LabelCell cell_;
  std::vector<std::size_t> open_;  // the groups whose brackets are open
  std::size_t homes_ = 0;          // the next of each kind
  std::size_t spare_;
  std::size_t zero_sum_;
  std::size_t first_ = 0;  // of a cycle
  std::size_t last_ = 0;
  char sign_ = '+';  // the last letter or sign

  /// Takes what stands at the front of the text. False if it has no place there.
  bool take(std::string_view& text) {
    const char c = text.front();
    if (c >= '1' && c <= '9') return take_spare_units(text);
    text.remove_prefix(1);
    if (c == '(') return open_.empty() && sign_ == 'Z' ? open_zero_sum_group() : open_essential_group();
    if (c == ')' && !open_.empty()) {
      open_.pop_back();
      return true;
    }
    sign_ = c;
    first_ = homes_;
    last_ = homes_;
    return c == 'Z' || c == '+' || c == '-';
  }

  bool open_zero_sum_group() {
    if (zero_sum_ == cell_.units) return false;
    open_.push_back(zero_sum_++);
    return true;
  }

  bool open_essential_group() {
    if (homes_ == cell_.essential) return false;
    const std::size_t k = homes_++;
    if (open_.empty()) {
      cell_.turned[k] = k == first_ && sign_ == '-';
      cell_.labels[last_] = k;
      last_ = k;
    }
    cell_.labels[k] = open_.empty() ? first_ : open_.back();
    open_.push_back(k);
    return true;
  }

  /// A number of one or two digits.
  bool take_spare_units(std::string_view& text) {
    if (open_.empty()) return false;
    std::size_t count = 0;
    for (int digits = 0; digits < 2 && !text.empty() && text[0] >= '0' && text[0] <= '9'; ++digits) {
      count = 10 * count + static_cast<std::size_t>(text[0] - '0');
      text.remove_prefix(1);
    }
    if (count > cell_.units - spare_) return false;
    while (count-- > 0) cell_.labels[spare_++] = open_.back();
    return true;
  }
};

// --- tables

struct Table {
  std::vector<std::vector<std::string_view>> layers;
  std::map<std::string_view, std::size_t> layer_of;  // by class
};

/// A class that has been read as one of cells like u.
LabelCell cell_like(const LabelCell& u, std::string_view text) {
  return cell_of(text, u.essential, u.units).value();
}

void read_class(Reader& in, const LabelCell& u, Table& table) {
  std::vector<std::string_view>& layer = table.layers.back();
  const std::string_view text = in.string("a class in a string", "T2");
  if (!layer.empty() && text <= layer.back())
    in.fail("D6", "expected a class beyond ", in_quotes(layer.back()), ", found ", in_quotes(text));
  if (!cell_of(text, u.essential, u.units))
    in.fail("D6", "expected the class of a cell with r = ", u.essential, " and s = ", u.units - u.essential,
            ", found ", in_quotes(text));
  const auto [entry, is_new] = table.layer_of.try_emplace(text, table.layers.size() - 1);
  if (!is_new) in.fail("D6", "expected a class of no other layer, found one of layer ", entry->second);
  layer.push_back(text);
}

Table read_layers(Reader& in, const LabelCell& u) {
  Table table;
  in.array([&] {
    table.layers.emplace_back();
    in.array([&] { read_class(in, u, table); });
    const std::vector<std::string_view>& first = table.layers[0];
    if (table.layers.size() == 1 && (first.size() != 1 || first[0] != class_of(u)))
      in.fail("D6", "expected layer 0 to be the class of the cell of u, ", in_quotes(class_of(u)),
              ", found another");
  });
  if (table.layers.empty()) in.fail("D6", "expected layer 0, found no layer");
  std::uint64_t choices = 0;
  for (std::size_t t = 0; t + 1 < table.layers.size(); ++t)
    for (const std::string_view text : table.layers[t])
      if (choices <= max_choices) choices += choices_for(cell_like(u, text));
  if (choices > max_choices)
    in.fail("D6", "expected at most ", max_choices, " choices for the layers but the last, found more");
  return table;
}

/// Are the classes of cells that meet cells of this class, of layer t, in the layers 0 to t + 1?
void check_meeting(const Table& table, const LabelCell& p, std::size_t t, const Place& place) {
  visit_meeting(p, [&](const LabelCell& q) {
    const std::string text = class_of(q);
    const auto entry = table.layer_of.find(text);
    const bool is_absent = entry == table.layer_of.end();
    if (is_absent || entry->second > t + 1)
      refuse(place, "D6", "expected the class ", in_quotes(text),
             " of a cell that meets one of this class in ", "layers 0 to ", t + 1, ", found it in ",
             is_absent ? "none" : joined("layer ", entry->second));
  });
}

/// The class of the cell with all signs of essential groups turned.
std::string class_of_turned(LabelCell cell) {
  for (std::size_t k = 0; k < cell.essential; ++k) cell.turned[k] = !cell.turned[k];
  return class_of(cell);
}

}  // namespace

std::size_t LabelCell::groups() const {
  std::size_t count = essential;
  for (std::size_t i = 0; i < units; ++i) count = std::max(count, labels[i] + 1);
  return count;
}

std::string class_of(const LabelCell& cell) {
  PerGroup<bool> is_on_cycle{};
  PerGroup<bool> is_done{};
  for (std::size_t k = 0; k < cell.essential; ++k) {
    std::size_t g = cell.labels[k];
    for (std::size_t steps = 1; g != k && g < cell.essential && steps < cell.essential; ++steps)
      g = cell.labels[g];
    is_on_cycle[k] = g == k;
  }
  std::vector<std::string> parts;
  for (std::size_t g = cell.essential; g < cell.groups(); ++g)
    parts.push_back("Z" + text_of_group(cell, is_on_cycle, g));
  for (std::size_t k = 0; k < cell.essential; ++k) {
    if (!is_on_cycle[k] || is_done[k]) continue;
    for (std::size_t g = k; !is_done[g]; g = cell.labels[g]) is_done[g] = true;
    parts.push_back(text_of_cycle(cell, is_on_cycle, k));
  }
  return joined_in_order(parts);
}

std::optional<LabelCell> cell_of(std::string_view text, std::size_t essential, std::size_t units) {
  const std::optional<LabelCell> cell = ClassText(essential, units).read(text);
  return cell && class_of(*cell) == text ? cell : std::nullopt;
}

std::uint64_t choices_for(const LabelCell& p) { return Meetings(p).choices; }

void visit_meeting(const LabelCell& p, const std::function<void(const LabelCell&)>& visit) {
  const Meetings walk(p, visit);
}

std::uint64_t read_table(Reader& in, const LabelCell& u, const LabelCell& w) {
  const Table table = read_layers(in, u);
  const Place place = in.place();
  const std::uint64_t last = table.layers.size() - 1;
  for (std::size_t t = 0; t < last; ++t)
    for (std::size_t k = 0; k < table.layers[t].size(); ++k) {
      const std::string_view text = table.layers[t][k];
      const auto offset = static_cast<std::size_t>(text.data() - place.source->text.data());
      check_meeting(table, cell_like(u, text), t,
                    {place.source, offset, joined(place.key_path, "[", t, "][", k, "]")});
    }
  if (class_of(w) != class_of_turned(u)) {
    if (table.layer_of.contains(class_of(w)))
      in.fail("D6", "expected the class of the cell of w, ", in_quotes(class_of(w)),
              ", in no layer, found it in one");
    return last + 1;
  }
  std::uint64_t least = 2 * last + 1;
  for (const auto& [text, t] : table.layer_of) {
    const auto other = table.layer_of.find(class_of_turned(cell_like(u, text)));
    if (other != table.layer_of.end()) least = std::min<std::uint64_t>(least, t + other->second);
  }
  return least;
}

}  // namespace isopath::check
