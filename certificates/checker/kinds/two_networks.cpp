#include "kinds/two_networks.hpp"

#include "rules.hpp"

namespace isopath::check {

void read_two_networks(Reader& in, std::string_view rule, const FileOptions& files, Report& report,
                       TextStore& store, Network& a, Network& b) {
  in.key("claim");
  in.object({"a", "b"}, [&](std::size_t k) { (k == 0 ? a : b) = read_claimed_network(in); });
  compare({{"network a", &a}, {"network b", &b}}, files, report);
  check_same_shape(a, b, rule);
  map_to_tanh(a, store);
  map_to_tanh(b, store);
  in.key("evidence");
}

}  // namespace isopath::check
