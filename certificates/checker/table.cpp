#include "table.hpp"

#include <map>

namespace isopath::check {

namespace {

constexpr std::uint64_t most_choices = 100'000'000;

template <class Number>
using PerGroup = std::array<Number, most_units_of_table>;  // there is a unit in each

std::string joined_in_order(std::vector<std::string>& parts) {
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

/// The text of a group; `is_on_cycle` says which do not count as leading to it.
std::string text_of_group(const Cell& cell, const PerGroup<bool>& is_on_cycle, std::size_t group) {
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < cell.essential; ++k)
    if (cell.labels[k] == group && !is_on_cycle[k]) parts.push_back(text_of_group(cell, is_on_cycle, k));
  const auto spare = std::count(cell.labels.begin() + static_cast<std::ptrdiff_t>(cell.essential),
                                cell.labels.begin() + static_cast<std::ptrdiff_t>(cell.units), group);
  return "(" + (spare > 0 ? std::to_string(spare) : "") + joined_in_order(parts) + ")";
}

/// The text of the cycle of group k.
std::string text_of_cycle(const Cell& cell, const PerGroup<bool>& is_on_cycle, std::size_t k) {
  std::vector<std::string> texts, rotations;
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
  explicit Meetings(const Cell& p, std::function<void(const Cell&)> visit = nullptr)
      : p_(p), q_(p), visit_(std::move(visit)) {
    for (std::size_t k = 0; k < p.essential; ++k) component_[k] = k, holds_home_[p.labels[k]] = true;
    join(p.essential);
  }

 private:
  static constexpr std::size_t none = most_units_of_table;
  const Cell& p_;
  Cell q_;
  std::function<void(const Cell&)> visit_;
  PerGroup<std::size_t> component_{};             // of a group of P: k, or none
  PerGroup<bool> joins_turned_{}, holds_home_{};  // a group of P
  std::vector<std::size_t> order_;                // the units, by component

  std::size_t component(std::size_t unit) const { return component_[p_.labels[unit]]; }

  /// Chooses what the zero-sum groups of P from g on join.
  void join(std::size_t g) {
    if (choices > most_choices) return;
    if (g == p_.groups()) return begin();
    for (component_[g] = 0; component_[g] < p_.essential; ++component_[g])
      for (const bool turned : {false, true})
        if (joins_turned_[g] = turned; !turned || holds_home_[g]) join(g + 1);
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
    const std::size_t unit = order_[n], k = component(unit);
    if (k != none) q_.labels[unit] = k, part(n + 1, first, next);
    for (std::size_t g = first; g <= next; ++g)
      q_.labels[unit] = g, part(n + 1, first, std::max(next, g + 1));
  }

  /// Do the units of component k connect all groups there, E(k) of P and of Q among them?
  bool is_connected(std::size_t k) const {
    if (k == none) return true;
    unsigned of_p = 1U << k, of_q = 0;  // the groups that are reached
    bool is_whole = false;
    for (bool grows = true; grows;) {
      grows = false, is_whole = true;
      for (std::size_t i = 0; i < p_.units; ++i) {
        if (component(i) != k) continue;
        const unsigned in_p = 1U << p_.labels[i], in_q = 1U << q_.labels[i];
        const bool is_p_reached = (of_p & in_p) != 0, is_q_reached = (of_q & in_q) != 0;
        if (!is_p_reached && !is_q_reached) is_whole = false;
        if (is_p_reached != is_q_reached) grows = true, of_p |= in_p, of_q |= in_q;
      }
    }
    return is_whole && (of_q >> k & 1U) != 0;
  }
};

// --- tables

struct Table {
  std::vector<std::vector<std::string_view>> layers;
  std::map<std::string_view, std::size_t> layer_of;  // by class
};

/// A class that has been read as one of cells like u.
Cell cell_like(const Cell& u, std::string_view text) { return cell_of(text, u.essential, u.units).value(); }

void read_class(Reader& in, const Cell& u, Table& table) {
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

Table read_layers(Reader& in, const Cell& u) {
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
      if (choices <= most_choices) choices += choices_for(cell_like(u, text));
  if (choices > most_choices)
    in.fail("D6", "expected at most ", most_choices, " choices for the layers but the last, found more");
  return table;
}

/// Are the classes of cells that meet cells of this class, of layer t, in the layers 0 to t + 1?
void check_meeting(const Table& table, const Cell& p, std::size_t t, const Place& place) {
  visit_meeting(p, [&](const Cell& q) {
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
std::string class_of_turned(Cell cell) {
  for (std::size_t k = 0; k < cell.essential; ++k) cell.turned[k] = !cell.turned[k];
  return class_of(cell);
}

}  // namespace

std::size_t Cell::groups() const {
  std::size_t count = essential;
  for (std::size_t i = 0; i < units; ++i) count = std::max(count, labels[i] + 1);
  return count;
}

std::string class_of(const Cell& cell) {
  PerGroup<bool> is_on_cycle{}, is_done{};
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

/// Reads leniently: in the end, the text must be that of the cell.
std::optional<Cell> cell_of(std::string_view text, std::size_t essential, std::size_t units) {
  Cell cell{essential, units};
  std::vector<std::size_t> open;                                   // the groups whose brackets are open
  std::size_t homes = 0, spare = essential, zero_sum = essential;  // the next of each kind
  std::size_t first = 0, last = 0;                                 // of a cycle
  char sign = '+';                                                 // the last letter or sign
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == 'Z' || c == '+' || c == '-') {
      sign = c, first = last = homes;
    } else if (c == '(' && open.empty() && sign == 'Z') {
      if (zero_sum == units) return std::nullopt;
      open.push_back(zero_sum++);
    } else if (c == '(') {
      if (homes == essential) return std::nullopt;
      const std::size_t k = homes++;
      if (open.empty()) cell.turned[k] = k == first && sign == '-', cell.labels[last] = k, last = k;
      cell.labels[k] = open.empty() ? first : open.back();
      open.push_back(k);
    } else if (c == ')' && !open.empty()) {
      open.pop_back();
    } else if (c >= '1' && c <= '9' && !open.empty()) {
      const bool has_two_digits = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
      auto count = static_cast<std::size_t>(c - '0');
      if (has_two_digits) count = 10 * count + static_cast<std::size_t>(text[++i] - '0');
      if (count > units - spare) return std::nullopt;
      while (count-- > 0) cell.labels[spare++] = open.back();
    } else {
      return std::nullopt;
    }
  }
  if (!open.empty() || homes < essential || spare < units) return std::nullopt;
  const auto end = cell.labels.begin() + static_cast<std::ptrdiff_t>(units);
  for (std::size_t g = 0; g < zero_sum; ++g)
    if (std::find(cell.labels.begin(), end, g) == end) return std::nullopt;
  return class_of(cell) == text ? std::optional(cell) : std::nullopt;
}

std::uint64_t choices_for(const Cell& p) { return Meetings(p).choices; }

void visit_meeting(const Cell& p, const std::function<void(const Cell&)>& visit) {
  const Meetings walk(p, visit);
}

std::uint64_t read_table(Reader& in, const Cell& u, const Cell& w) {
  const Table table = read_layers(in, u);
  const Place place = in.place();
  const std::uint64_t last = table.layers.size() - 1;
  for (std::size_t t = 0; t < last; ++t)
    for (std::size_t k = 0; k < table.layers[t].size(); ++k) {
      const std::string_view text = table.layers[t][k];
      const auto offset = static_cast<std::size_t>(text.data() - place.source->text.data());
      check_meeting(table, cell_like(u, text), t,
                    {place.source, offset, joined(place.path, "[", t, "][", k, "]")});
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
