#include "lower.hpp"

#include "rules.hpp"
#include "segments.hpp"
#include "table.hpp"

namespace isopath::check {

namespace {

/// Units with one oriented pair, those with b = 0 by |c|, and their signs: 0 for the pair (0, 0).
using SignedUnits = std::vector<std::pair<std::size_t, int>>;

std::map<std::string, SignedUnits> gathered(const Network& u) {
  std::map<std::string, SignedUnits> groups;
  for (std::size_t i = 0; i < u.units(); ++i) {
    auto [pair, sign] = oriented({u.b_of(i), {&u.c[i], 1}});
    groups[std::move(pair)].emplace_back(i, sign);
  }
  return groups;
}

// --- first moves: D4

constexpr std::size_t max_group = 8;
using Signs = std::array<int, max_group>;  // of the units of a group; 0 for those that are left out

/// The sets of units of a group, of at most `max_group`, none of which has a = 0, whose a's add up to 0.
std::vector<Signs> zero_sum_sets(const Network& u, const SignedUnits& group) {
  std::vector<Signs> sets(1);
  for (std::size_t k = 0; k < group.size(); ++k)
    for (std::size_t j = 0, before = sets.size(); j < before; ++j)
      for (const int sign : {1, -1})
        if (group[k].second != -sign) {
          Signs signs = sets[j];
          signs[k] = sign;
          sets.push_back(signs);
        }
  sets.erase(sets.begin());  // the empty one
  for (std::size_t o = 0; o < u.outputs && !sets.empty(); ++o) {
    // Integers are cheaper to add up for each set.
    std::vector<mpq_class> a;
    mpz_class denominator = 1;
    for (const auto& unit : group) {
      a.push_back(value(u.a_of(unit.first)[o]));
      denominator = lcm(denominator, a.back().get_den());
    }
    for (mpq_class& x : a) x *= denominator;
    std::erase_if(sets, [&a](const Signs& signs) {
      mpz_class sum;
      for (std::size_t k = 0; k < a.size(); ++k) {
        if (signs[k] > 0) sum += a[k].get_num();
        if (signs[k] < 0) sum -= a[k].get_num();
      }
      return sum != 0;
    });
  }
  return sets;
}

/// What D4 asks of the groups at a vertex, and of a unit i there.
struct Looseness {
  bool is_loose = false;           // i has a = 0, or is in a set
  bool is_alone = true;            // i is the only unit of its group
  bool is_any_loose = false;       // some unit has a = 0, or there is a set
  bool is_any_set_of_two = false;  // two units with a = 0 are in one group, or others are in a set
  bool is_crowded = false;         // a group has three units, or two with b = 0
};

void look_at(const Network& u, const SignedUnits& group, std::size_t i, Looseness& found) {
  const auto is_i = [i](const auto& unit) { return unit.first == i; };
  const bool holds_i = std::any_of(group.begin(), group.end(), is_i);
  if (holds_i) found.is_alone = group.size() == 1;
  if (group.size() >= (are_zero(u.b_of(group[0].first)) ? 2 : 3)) found.is_crowded = true;
  SignedUnits heavy;  // without the units with a = 0
  std::copy_if(group.begin(), group.end(), std::back_inserter(heavy),
               [&u](const auto& unit) { return !are_zero(u.a_of(unit.first)); });
  if (heavy.size() < group.size()) {
    found.is_any_loose = true;
    found.is_loose |= holds_i && are_zero(u.a_of(i));
  }
  if (heavy.size() + 2 <= group.size()) found.is_any_set_of_two = true;
  if (heavy.size() > max_group) {  // counts as one in which every unit is in a set
    found.is_any_loose = true;
    found.is_any_set_of_two = true;
    found.is_loose |= holds_i;
    return;
  }
  for (const Signs& signs : zero_sum_sets(u, heavy)) {
    found.is_any_loose = true;
    found.is_any_set_of_two = true;
    for (std::size_t k = 0; k < heavy.size(); ++k) found.is_loose |= signs[k] != 0 && heavy[k].first == i;
  }
}

/// t(i).
std::uint64_t first_move(const Network& u, std::size_t i) {
  Looseness found;
  for (const auto& entry : gathered(u)) look_at(u, entry.second, i, found);
  if (found.is_loose) return 1;
  if (are_zero(u.b_of(i)) || !found.is_alone || found.is_any_set_of_two) return 2;
  return found.is_any_loose || found.is_crowded ? 3 : 4;
}

std::uint64_t check_unit(Reader& in, const Network& u, const Network& w) {
  const std::uint64_t i = in.count(max_units);
  if (i >= u.units()) in.fail("D3", "expected a unit below ", u.units(), ", found ", i);
  if (u.c[i] == w.c[i] && std::equal(u.b_of(i).begin(), u.b_of(i).end(), w.b_of(i).begin()))
    in.fail("D3", "expected a unit whose (b, c) is not the same at u and at w, found the same");
  return first_move(u, i) + first_move(w, i) - 1;
}

// --- rigid vertices: D5, and the cells of D6

/// The essential groups of a rigid vertex, by pair: the unit of each, and its sign.
using Carriers = std::map<std::string, std::pair<std::size_t, int>>;

/// Two rigid vertices, the essential groups of which are the same, as they are the same function.
struct Rigid {
  Carriers at_u;
  Carriers at_w;
  std::uint64_t hops = 0;   // H
  std::uint64_t spare = 0;  // s
};

/// Refuses a vertex, called `name`, that is not rigid.
Carriers rigid_carriers(const Reader& in, const Network& vertex, const char* name) {
  Carriers carriers;
  for (const auto& [pair, group] : gathered(vertex)) {
    const std::size_t i = group[0].first;
    if (group.size() > 1 || are_zero(vertex.a_of(i)))
      in.fail("D3", "expected u and w to be rigid, found at ", name, " unit ", i,
              group.size() > 1 ? " in a group with another" : " with a = 0");
    if (!are_zero(vertex.b_of(i))) carriers[pair] = group[0];
  }
  return carriers;
}

Rigid check_rigid(const Reader& in, const Network& u, const Network& w) {
  Rigid rigid{rigid_carriers(in, u, "u"), rigid_carriers(in, w, "w")};
  for (const auto& [pair, carrier] : rigid.at_u) {
    const auto& [unit, sign] = rigid.at_w.at(pair);
    rigid.hops += unit != carrier.first ? 1 : sign != carrier.second ? 2 : 0;
  }
  rigid.spare = u.units() - rigid.at_u.size();
  if (rigid.hops == 0 || rigid.spare == 0)
    in.fail("D3", "expected H > 0 and s > 0, found H = ", rigid.hops, " and s = ", rigid.spare);
  return rigid;
}

/// The label cells of u and w.
std::pair<LabelCell, LabelCell> cells(const Rigid& rigid, std::size_t units) {
  LabelCell u{rigid.at_u.size(), units};
  LabelCell w = u;
  std::array<std::size_t, max_units_of_table> numbers{};  // by unit: its number in cells, plus 1; or 0
  std::array<int, max_units_of_table> signs{};            // by unit, at u; or 0
  std::size_t next = 0;
  std::size_t next_zero_sum = u.essential;
  for (const auto& [pair, carrier] : rigid.at_u) {
    numbers[carrier.first] = ++next;
    signs[carrier.first] = carrier.second;
  }
  for (std::size_t i = 0; i < units; ++i) {
    if (numbers[i] == 0) numbers[i] = ++next;
    u.labels[i] = i;
  }
  w.labels.fill(max_units_of_table);  // no label yet
  for (const auto& [pair, carrier] : rigid.at_u) {
    const auto& [unit, sign] = rigid.at_w.at(pair);
    w.labels[numbers[unit] - 1] = numbers[carrier.first] - 1;
    w.turned[numbers[unit] - 1] = sign == -signs[unit];
  }
  for (std::size_t i = 0; i < units; ++i)
    if (w.labels[i] == max_units_of_table) w.labels[i] = next_zero_sum++;
  return {u, w};
}

/// Refuses an argument that the two vertices do not allow.
void check_argument(const Reader& in, std::string_view argument, const Network& u, const Network& w,
                    Rigid& rigid) {
  if (argument == "parameters" && have_same_numbers(u, w))
    in.fail("D3", "expected u and w to differ in some number, found the same parameter");
  if (argument == "segment" && !is_broken(u, w))
    in.fail("D3", "expected a segment from u to w that breaks S1, S2 or S3, found that it holds");
  if (argument == "seats" || argument == "turned" || argument == "table") rigid = check_rigid(in, u, w);
  if (argument == "turned" && rigid.hops != 2 * rigid.at_u.size())
    in.fail("D3", "expected each essential group on its unit with the other sign, found H = ", rigid.hops,
            " and r = ", rigid.at_u.size());
  if (argument == "table" && u.units() > max_units_of_table)
    in.fail("D6", "expected at most ", max_units_of_table, " units, found ", u.units());
}

}  // namespace

void check_lower(Reader& in, const Network& u, const Network& w, const Claimed& lower, Report& report) {
  std::string_view argument;
  std::uint64_t bound = 0;
  Rigid rigid;
  in.object({"argument", "unit", "layers"}, [&](std::size_t k) {
    if (k == 0) {
      argument = in.choice({"none", "parameters", "segment", "unit", "seats", "turned", "table"}, "T1");
      return check_argument(in, argument, u, w, rigid);
    }
    const bool is_used = argument == (k == 1 ? "unit" : "table");
    if (in.null() == is_used)
      in.fail("D2", "expected ", is_used ? "no null" : "null", " for the argument ", in_quotes(argument),
              ", found ", is_used ? "null" : "another value");
    if (!is_used) return;
    if (k == 1) bound = check_unit(in, u, w);
    if (k == 2) {
      const auto [cell_of_u, cell_of_w] = cells(rigid, u.units());
      bound = 3 + read_table(in, cell_of_u, cell_of_w);
    }
  });
  if (argument == "parameters") bound = 1;
  if (argument == "segment") bound = 2;
  if (argument == "seats") bound = 3 + 2 * ((rigid.hops + rigid.spare - 1) / rigid.spare);
  if (argument == "turned") bound = 3 + 4 * ((rigid.at_u.size() + rigid.spare - 1) / rigid.spare);
  if (bound != lower.value)
    refuse(lower.place, "D3", "expected the bound of the argument ", in_quotes(argument), ", ", bound,
           ", found ", lower.value);
  report.lines.push_back(joined("lower: ", bound, ", by the argument ", in_quotes(argument)));
}

}  // namespace isopath::check
