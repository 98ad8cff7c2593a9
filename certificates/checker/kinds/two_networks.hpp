// The claim of two networks, "a" and "b", of the kinds equivalent, inequivalent and not connected.
#ifndef ISOPATH_CHECK_TWO_NETWORKS_HPP
#define ISOPATH_CHECK_TWO_NETWORKS_HPP

#include "files.hpp"

namespace isopath::check {

/// Reads the claim, compares it with the files, checks that inputs and outputs are the same (rule), and maps
/// the networks to tanh. Numbers that are halved are kept in the store. The evidence comes next.
void read_two_networks(Reader& in, std::string_view rule, const FileOptions& files, Report& report,
                       TextStore& store, Network& a, Network& b);

}  // namespace isopath::check

#endif
