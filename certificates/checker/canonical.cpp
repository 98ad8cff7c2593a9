// Kind `canonical`, the canonical form and the rank of a network: section 3 of docs/certificate-format.md,
// rules C1 to C6.
#include <algorithm>

#include "bias.hpp"
#include "groups.hpp"
#include "kinds.hpp"

namespace isopath::check {

namespace {

struct Rank {
  std::uint64_t value = 0;
  Place place;
};

[[noreturn]] void refuse_unit(const Network& net, std::size_t unit, const std::string& key,
                              std::string_view rule, const std::string& message) {
  refuse(*net.source, net.place_of_unit(unit, key), rule, message);
}

void check_c1(const Network& network, const Network& canonical, const Rank& rank) {
  if (canonical.is_logistic)
    refuse(*canonical.source, canonical.place, "C1", "expected a tanh network, found a logistic network");
  check_same_shape(network, canonical, "C1");
  if (rank.value != canonical.units())
    refuse(*canonical.source, rank.place, "C1",
           "expected the number of units of \"canonical\", " + std::to_string(canonical.units()) +
               ", found " + std::to_string(rank.value));
}

void check_c2(const TanhNetwork& canonical) {
  for (std::size_t k = 0; k < canonical.units(); ++k) {
    const Rational* const a = canonical.a.data() + k * canonical.outputs;
    if (std::all_of(a, a + canonical.outputs, [](Rational entry) { return entry.is_zero(); }))
      refuse_unit(canonical, k, ".a", "C2", "expected an entry other than 0, found none");
    if (canonical.orientation[k] == 0)
      refuse_unit(canonical, k, ".b", "C2", "expected an entry other than 0, found none");
    if (canonical.orientation[k] < 0)
      refuse_unit(canonical, k, ".b", "C2",
                  "expected the first entry other than 0 to be positive, found a negative");
  }
}

/// Is the pair of unit k - 1 before that of unit k? Values are formed of the first numbers that differ, and
/// of no others.
bool rises(const Network& net, std::size_t k) {
  for (std::size_t j = 0; j < net.inputs; ++j)
    if (const Rational p = net.b_of(k - 1)[j], q = net.b_of(k)[j]; p.text() != q.text())
      return p.value() < q.value();
  return net.c[k - 1].text() != net.c[k].text() && net.c[k - 1].value() < net.c[k].value();
}

void check_c3(const Network& canonical) {
  for (std::size_t k = 1; k < canonical.units(); ++k)
    if (!rises(canonical, k))
      refuse_unit(canonical, k, "", "C3",
                  "expected a pair (b, c) beyond that of the unit before, found one that is not");
}

/// The canonical units go in first, on the other side: then group k < r must add up to 0, like a cancelling
/// group.
Groups check_c4(const GroupList& list, const TanhNetwork& network, const TanhNetwork& canonical) {
  check_g1(list, network);
  Groups groups;
  for (std::size_t k = 0; k < canonical.units(); ++k) groups.push_back({{&canonical, k, -1}});
  join_groups(list, network, 1, canonical.units(), "C4", groups);
  return groups;
}

void check_c5(const Groups& groups, const TanhNetwork& network, const TanhNetwork& canonical) {
  for (std::size_t k = 0; k < groups.size(); ++k)
    for (std::size_t o = 0; o < network.outputs; ++o)
      if (!is_balanced(groups[k], o)) {
        const bool cancels = k >= canonical.units();
        const Member& first = groups[k].front();
        refuse_unit(*first.f, first.unit, ".a[" + std::to_string(o) + "]", "C5",
                    "expected oriented weights of " +
                        std::string(cancels ? "the cancelling group " : "group ") + std::to_string(k) +
                        " that add up to " + (cancels ? "0" : "this") + ", found another sum");
      }
}

void check_c6(const TanhNetwork& network, const TanhNetwork& canonical) {
  const BiasComparison bias(network, canonical);
  for (std::size_t o = 0; o < canonical.outputs; ++o)
    if (!bias.is_equal(o))
      refuse(*canonical.source, canonical.place_of_output(o), "C6",
             "expected d of \"network\" plus the contributions of its constant units, found another element "
             "of K");
}

}  // namespace

void check_canonical(Reader& in, const FileOptions& files, Report& report) {
  in.key("claim");
  in.open_object();
  in.key("network");
  Network stated_network = read_claimed_network(in);
  in.key("canonical");
  Network stated_canonical = read_claimed_network(in);
  in.key("rank");
  Rank rank{in.count(max_units), {}};
  rank.place = in.place();
  in.close_object();
  in.key("evidence");
  in.open_object();
  in.key("groups");
  const GroupList list = read_groups(in);
  close_certificate(in);
  report.lines = {"claim: \"canonical\" is the canonical form of \"network\", and its number of units, " +
                  std::to_string(rank.value) + ", is the least of any tanh network with the same function"};
  report_networks({{"network", &stated_network}}, files, report);

  check_c1(stated_network, stated_canonical, rank);
  TextStore store;
  const TanhNetwork network = tanh_network(std::move(stated_network), store);
  const TanhNetwork canonical = tanh_network(std::move(stated_canonical), store);
  check_c2(canonical);
  check_c3(canonical);
  check_c5(check_c4(list, network, canonical), network, canonical);
  check_c6(network, canonical);
}

}  // namespace isopath::check
