// Segments between two vertices of a path: rules S1 to S3 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_SEGMENTS_HPP
#define ISOPATH_CHECK_SEGMENTS_HPP

#include "network.hpp"

namespace isopath::check {

constexpr std::uint64_t max_segments = 1'000'000'000'000'000'000;  // beyond all texts

/// A vertex as it is stated: all units, or those that change.
struct Stated {
  Network net;  // of these units; its d is empty if it is unchanged
  bool is_full = true;
  std::vector<std::size_t> units;  // the indices of those that change

  std::size_t index(std::size_t k) const { return is_full ? k : units[k]; }
  /// The place of its k-th unit.
  Place place_of(std::size_t k) const {
    return {net.place.source, net.unit_offsets[k],
            joined(net.place.key_path, is_full ? ".units[" : ".changes[", k, "]")};
  }
};

/// A rule that a segment breaks.
struct Fault {
  Place place;
  std::string_view rule;
  std::string message;
};

/// The first fault of the segment from u to v, if there is one; else empty. The cost is that of the units
/// that are stated at v, with n + m numbers each.
std::optional<Fault> fault_of_segment(const Network& u, const Stated& v);

/// Does the segment from u to w break S1, S2 or S3?
bool is_broken(const Network& u, const Network& w);

}  // namespace isopath::check

#endif
