#include "kinds/near.hpp"

#include "groups.hpp"

namespace isopath::check {

namespace {

/// W1.
void check_shape(const Network& network, const Network& near) {
  if (near.is_logistic != network.is_logistic || near.units() != network.units() ||
      near.inputs != network.inputs || near.outputs != network.outputs)
    refuse(near.place, "W1", "expected the shape of ", network.place.key_path, ", ", network.shape(),
           ", found ", near.shape());
}

/// W2, for one number of a unit. Values are formed only of numbers that differ.
void check_number(Rational before, Rational here, const mpq_class& radius, const Network& near,
                  std::size_t unit, const std::string& key) {
  if (before != here && abs(value(before) - value(here)) > radius)
    refuse(near.place_of_unit(unit, key), "W2",
           "expected a number that differs by at most the radius from that of the network, found ",
           in_quotes(here), " for ", in_quotes(before));
}

void check_w2(const Network& network, const Network& near, const mpq_class& radius) {
  for (std::size_t i = 0; i < near.units(); ++i) {
    for (std::size_t o = 0; o < near.outputs; ++o)
      check_number(network.a_of(i)[o], near.a_of(i)[o], radius, near, i, joined(".a[", o, "]"));
    for (std::size_t k = 0; k < near.inputs; ++k)
      check_number(network.b_of(i)[k], near.b_of(i)[k], radius, near, i, joined(".b[", k, "]"));
    check_number(network.c[i], near.c[i], radius, near, i, ".c");
  }
}

void check_w3(const Network& network, const Network& near, const mpq_class& radius) {
  for (std::size_t o = 0; o < near.outputs; ++o) {
    if (network.d[o] == near.d[o]) continue;
    Sum before = read_canonical_sum(network.d[o]);
    Sum here = read_canonical_sum(near.d[o]);
    const bool is_near = abs(before[0] - here[0]) <= radius;
    before.erase(0);
    here.erase(0);
    if (!is_near || before != here)
      refuse(
          near.place_of_output(o), "W3",
          "expected the terms of the network and a rational part that differs by at most the radius, found ",
          before != here ? "other terms" : "another rational part");
  }
}

}  // namespace

void check_near(Reader& in, const FileOptions& files, Report& report) {
  Network network;
  Network near;
  Rational radius;
  std::uint64_t rank = 0;
  Place rank_place;
  in.key("claim");
  in.object({"network", "near", "radius", "rank"}, [&](std::size_t k) {
    if (k == 0) network = read_claimed_network(in);
    if (k == 1) near = read_claimed_network(in);
    if (k == 2) radius = read_rational(in);
    if (k == 2 && sign(radius) < 0) in.fail("W1", "expected a radius >= 0, found ", in_quotes(radius));
    if (k == 3) {
      rank = in.count(max_units);
      rank_place = in.place();
    }
  });
  report.lines = {joined("claim: no number of \"near\" differs from that of \"network\" by more than ",
                         radius, ", and its rank is at most ", rank)};
  compare({{"network", &network}, {"near", &near}}, files, report);
  check_shape(network, near);
  check_w2(network, near, value(radius));
  check_w3(network, near, value(radius));
  TextStore store;
  map_to_tanh(near, store);
  const std::uint64_t essential = essential_groups(near);
  if (essential > rank)
    refuse(rank_place, "W4", "expected at least the number of groups of \"near\" that stay, ", essential,
           ", found ", rank);
  in.key("evidence");
  in.open_object();
  in.close_object();
}

}  // namespace isopath::check
