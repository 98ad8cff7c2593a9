// Classes of cells in isopath-check, and the cells that meet: against the definitions of docs/mathematics.md,
// section 7, on all cells of few units.
#include "certificates/checker/table.hpp"

#include <map>
#include <numeric>

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(tables)

LabelCell cell_of_u(std::size_t essential, std::size_t units) {
  LabelCell cell{essential, units};
  std::iota(cell.labels.begin(), cell.labels.begin() + static_cast<std::ptrdiff_t>(units), std::size_t{0});
  return cell;
}

/// Layers of classes, by breadth, from the cell of u.
std::vector<std::set<std::string>> layers(std::size_t essential, std::size_t spare, std::size_t last = 99) {
  std::set<std::string> found{class_of(cell_of_u(essential, essential + spare))};
  std::vector<std::set<std::string>> all{found};
  while (!all.back().empty() && all.size() <= last) {
    std::set<std::string> next;
    for (const std::string& text : all.back())
      visit_meeting(*cell_of(text, essential, essential + spare), [&](const LabelCell& q) {
        const std::string other = class_of(q);
        if (found.insert(other).second) next.insert(other);
      });
    all.push_back(next);
  }
  if (all.back().empty()) all.pop_back();
  return all;
}

BOOST_AUTO_TEST_CASE(numbers_of_classes) {
  const auto sizes = [](std::size_t essential, std::size_t spare) {
    std::string text;
    std::size_t sum = 0;
    for (const auto& layer : layers(essential, spare)) text += joined(layer.size(), " "), sum += layer.size();
    return text + joined("= ", sum);
  };
  BOOST_CHECK_EQUAL(sizes(1, 1), "1 1 1 1 1 = 5");
  BOOST_CHECK_EQUAL(sizes(2, 1), "1 1 1 2 2 4 3 1 1 = 16");
  BOOST_CHECK_EQUAL(sizes(1, 2), "1 3 3 3 1 = 11");
  BOOST_CHECK_EQUAL(sizes(2, 2), "1 4 5 15 18 4 = 47");
  BOOST_CHECK_EQUAL(sizes(3, 2), "1 4 5 20 30 63 19 4 1 = 147");
  BOOST_CHECK_EQUAL(sizes(4, 2), "1 4 5 21 32 120 98 104 20 4 = 409");
  BOOST_CHECK_EQUAL(sizes(4, 3), "1 9 17 131 303 719 78 9 1 = 1268");
}

/// All cells: labels without a gap, and signs of all units, those of zero-sum groups too.
std::vector<LabelCell> all_cells(std::size_t essential, std::size_t units) {
  std::vector<LabelCell> cells{LabelCell{essential, 0}};
  for (std::size_t i = 0; i < units; ++i) {
    std::vector<LabelCell> longer;
    for (LabelCell cell : cells) {
      const std::size_t groups = cell.groups();
      cell.units = i + 1;
      for (std::size_t label = 0; label <= groups; ++label)
        for (const bool turned : {false, true}) {
          cell.labels[i] = label, cell.turned[i] = turned;
          longer.push_back(cell);
        }
    }
    cells = longer;
  }
  std::erase_if(cells, [&](const LabelCell& cell) {
    std::set<std::size_t> labels(cell.labels.begin(),
                                 cell.labels.begin() + static_cast<std::ptrdiff_t>(units));
    return labels.size() < cell.groups();
  });
  return cells;
}

/// The graph of the two cells: nodes are the groups of P, then those of Q. A walk gives each node its
/// component and its sign; a unit whose signs do not fit closes a cycle of sign -1.
bool meet(const LabelCell& p, const LabelCell& q) {
  const std::size_t nodes = p.groups() + q.groups();
  std::vector<int> component(nodes, -1), sign(nodes, 1);
  std::vector<bool> has_bad_cycle(nodes);
  for (std::size_t root = 0; root < nodes; ++root) {
    if (component[root] >= 0) continue;
    component[root] = static_cast<int>(root);
    for (bool grows = true; grows;) {
      grows = false;
      for (std::size_t i = 0; i < p.units; ++i) {
        const std::size_t a = p.labels[i], b = p.groups() + q.labels[i];
        const int product = (p.turned[i] ? -1 : 1) * (q.turned[i] ? -1 : 1);
        const bool in_a = component[a] == static_cast<int>(root),
                   in_b = component[b] == static_cast<int>(root);
        if (in_a && in_b && sign[a] * sign[b] != product) has_bad_cycle[root] = true;
        if (in_a == in_b) continue;
        const std::size_t from = in_a ? a : b, to = in_a ? b : a;
        component[to] = component[from], sign[to] = sign[from] * product, grows = true;
      }
    }
  }
  std::map<int, std::size_t> essential;  // by component
  for (std::size_t k = 0; k < p.essential; ++k) {
    const std::size_t in_q = p.groups() + k;
    if (component[k] != component[in_q] || sign[k] != sign[in_q]) return false;
    if (has_bad_cycle[static_cast<std::size_t>(component[k])]) return false;
    if (!essential.try_emplace(component[k], k).second) return false;
  }
  return true;
}

BOOST_AUTO_TEST_CASE(classes_of_cells_that_meet) {
  for (const auto& [essential, units] : std::vector<std::pair<std::size_t, std::size_t>>{
           {1, 1}, {1, 2}, {2, 2}, {1, 3}, {2, 3}, {3, 3}, {1, 4}, {2, 4}, {3, 4}, {2, 5}, {3, 5}}) {
    const std::vector<LabelCell> cells = all_cells(essential, units);
    std::map<std::string, std::set<std::string>> expected;
    std::map<std::string, std::size_t> tried;
    for (const LabelCell& p : cells) {
      const std::string text = class_of(p);
      BOOST_REQUIRE(cell_of(text, essential, units));
      if (++tried[text] > (units < 4 ? 1'000'000 : 2)) continue;
      std::set<std::string> found;
      for (const LabelCell& q : cells)
        if (meet(p, q)) found.insert(class_of(q));
      const auto [entry, is_new] = expected.try_emplace(text, found);
      BOOST_CHECK(is_new || entry->second == found);  // all cells of a class meet the same classes
    }
    for (const auto& [text, classes] : expected) {
      std::set<std::string> found;
      visit_meeting(*cell_of(text, essential, units), [&](const LabelCell& q) { found.insert(class_of(q)); });
      BOOST_CHECK_MESSAGE(found == classes, joined(essential, " ", units, " ", text));
    }
  }
}

/// A diameter with rigid members, of which the second has all signs of essential groups turned.
std::string diameter_by(const std::string& table, std::size_t essential, std::size_t spare,
                        std::size_t lower) {
  std::vector<std::string> members;
  for (const std::string sign : {"", "-"}) {
    std::string units;
    for (std::size_t k = 1; k <= essential; ++k)
      units += unit(sign + "1", sign + std::to_string(k), "0") + ", ";
    for (std::size_t j = 1; j <= spare; ++j)
      units += unit("1", "0", std::to_string(j)) + (j < spare ? ", " : "");
    members.push_back("{\"units\": [" + units + "], \"d\": [\"0\"]}");
  }
  return diameter("\"inputs\": 1, \"outputs\": 1", members, essential, lower,
                  upper_bound(essential, essential + spare),
                  R"("argument": "table", "unit": null, "layers": )" + table);
}

std::string in_json(const std::vector<std::set<std::string>>& layers, std::size_t last) {
  std::string text;
  for (std::size_t t = 0; t <= last; ++t) {
    text += t == 0 ? "[" : ", [";
    for (const std::string& entry : layers[t])
      text += (entry == *layers[t].begin() ? "\"" : ", \"") + entry + "\"";
    text += "]";
  }
  return "[" + text + "]";
}

BOOST_AUTO_TEST_CASE(whole_tables) {
  std::vector<std::array<std::size_t, 3>> tables{{3, 2, 4}, {4, 3, 4}, {5, 2, 6}};
#ifndef ISOPATH_SANITIZED  // these take long
  tables.insert(tables.end(), {{5, 4, 4}, {7, 2, 8}, {7, 3, 6}});
#endif
  for (const auto& [essential, spare, last] : tables) {
    const auto all = layers(essential, spare, last);
    check_verified(diameter_by(in_json(all, last), essential, spare, 3 + 2 * last));
    check_verified(diameter_by(in_json(all, last - 1), essential, spare, 3 + 2 * last - 1));  // 2 R + 1
    check_refused(diameter_by(in_json(all, last), essential, spare, 3 + 2 * last + 1),
                  "$.claim.lower: rule D3");
  }
}

BOOST_AUTO_TEST_CASE(every_class_is_needed) {
  const auto all = layers(3, 2, 4);
  for (std::size_t t = 1; t <= 4; ++t)
    for (const std::string& text : all[t]) {
      auto fewer = all;
      fewer[t].erase(text);
      check_refused(diameter_by(in_json(fewer, 4), 3, 2, 11),
                    "rule D6: expected the class \"" + text +
                        "\" of a cell that meets one of this class in layers 0 to ");
    }
}

BOOST_AUTO_TEST_CASE(twelve_units) {
  const auto all = layers(11, 1, 3);
  check_verified(diameter_by(in_json(all, 3), 11, 1, 10));
  check_verified(diameter_by(in_json(layers(1, 11, 0), 0), 1, 11, 4));
}

BOOST_AUTO_TEST_CASE(choices_are_counted) {
  BOOST_CHECK_EQUAL(choices_for(cell_of_u(1, 2)), 1U + 3U);  // marked partitions of 1 unit, and of 2
  BOOST_CHECK_EQUAL(choices_for(cell_of_u(1, 3)), 2U + 2 * 3U + 10U);      // partitions of the two others
  BOOST_CHECK_EQUAL(choices_for(*cell_of("Z((1))", 1, 2)), 2U * 3U + 1U);  // it joins with either sign
  BOOST_CHECK_EQUAL(choices_for(cell_of_u(5, 9)), 75'250U);
}

BOOST_AUTO_TEST_CASE(choices_are_counted_before_they_are_tried) {
  const double start = cpu_seconds();
  check_refused(diameter_by(R"_([["+()+()+()+()Z(1)Z(1)Z(1)Z(1)Z(1)Z(1)Z(1)Z(1)"], []])_", 4, 8, 4),
                "rule D6: expected at most 100000000 choices");
  BOOST_CHECK_LT(cpu_seconds() - start, 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
