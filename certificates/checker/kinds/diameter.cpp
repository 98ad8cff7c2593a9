#include "kinds/diameter.hpp"

#include "groups.hpp"
#include "lower.hpp"
#include "rules.hpp"
#include "segments.hpp"

namespace isopath::check {

namespace {

/// Reads the two members of "pair", with Q1 but for their functions.
std::vector<Network> read_members(Reader& in, const Network& network) {
  std::vector<Network> pair;
  in.array([&] {
    Network& member = pair.emplace_back();
    member.is_logistic = network.is_logistic;
    member.inputs = network.inputs;
    member.outputs = network.outputs;
    in.peek();
    member.place = in.place();
    in.object({"units", "d"}, [&](std::size_t k) {
      read_key(in, k + 3, member);
      if (k == 0 && member.units() != network.units())
        in.fail("Q1", "expected ", counted(network.units(), "unit"), " as in the network, found ",
                member.units());
    });
  });
  if (pair.size() != 2) in.fail("T4", "expected 2 entries, found ", pair.size());
  return pair;
}

/// Q1, Q2.
void check_functions(Network network, std::vector<Network> pair, const Claimed& rank) {
  TextStore store;
  map_to_tanh(network, store);
  const std::uint64_t essential = essential_groups(network);
  if (rank.value != essential) refuse(rank.place, "Q2", "expected ", essential, ", found ", rank.value);
  for (Network& member : pair) {
    map_to_tanh(member, store);
    for (const auto& [text, group] : by_pair(member, &network))
      if (const auto& [f, unit, sign] = group[0]; !is_balanced(group))
        refuse(f->place_of_unit(unit), "Q1",
               "expected units of this pair to have the same sums of weights in ", network.place.key_path,
               " and in ", member.place.key_path, ", found other sums");
    check_biases(network, member, "Q1");
  }
}

/// Q3. Returns the claim's "upper".
std::string check_q3(Reader& in, std::uint64_t rank, std::uint64_t units) {
  const std::uint64_t spare = units - rank;
  const std::string expected = units == 0   ? "0"
                               : spare == 0 ? "null"
                                            : std::to_string(3 + 4 * ((rank + spare - 1) / spare));
  std::string found = in.null() ? "null" : std::to_string(in.count(max_segments));
  if (found != expected) in.fail("Q3", "expected ", expected, ", found ", found);
  return found;
}

}  // namespace

void check_diameter(Reader& in, const FileOptions& files, Report& report) {
  Network network;
  std::vector<Network> pair;
  Claimed rank;
  Claimed lower;
  std::string upper;
  report.lines = {
      "claim: members of the class of the network are joined by paths of at most \"upper\" segments along "
      "which f_w is the same, and the two of \"pair\" by none of fewer than \"lower\""};
  in.key("claim");
  in.object({"network", "rank", "pair", "lower", "upper"}, [&](std::size_t k) {
    if (k == 0) network = read_claimed_network(in);
    if (k == 1) rank = {in.count(max_units), in.place()};
    if (k == 2) pair = read_members(in, network);
    if (k == 2) check_functions(network, pair, rank);
    if (k == 3) lower = {in.count(max_segments), in.place()};
    if (k == 4) upper = check_q3(in, rank.value, network.units());
  });
  compare({{"network", &network}, {"first member", &pair[0]}, {"second member", &pair[1]}}, files, report);
  report.lines.push_back(
      joined("rank: ", rank.value, "; upper: ", upper == "null" ? "none, for not all are joined" : upper));
  in.key("evidence");
  in.object({"lower"}, [&](std::size_t) { check_lower(in, pair[0], pair[1], lower, report); });
}

}  // namespace isopath::check
