// Lower bounds of the lengths of paths: rules D2 to D5 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_LOWER_HPP
#define ISOPATH_CHECK_LOWER_HPP

#include "network.hpp"
#include "report.hpp"

namespace isopath::check {

/// A count that is claimed.
struct Claimed {
  std::uint64_t value = 0;
  Place place;
};

/// Reads the evidence that no path from u to w, which have the same shape and function, has fewer segments
/// than claimed. Neither is mapped to tanh: halves change nothing in D2 to D7.
void check_lower(Reader& in, const Network& u, const Network& w, const Claimed& lower, Report& report);

}  // namespace isopath::check

#endif
