#include "verify/networks/gather.hpp"

#include <bit>

namespace isopath::gathering {

Buckets distribute(std::vector<Stretch>& stretches) {
  std::size_t count = 0;
  for (const Stretch& stretch : stretches) count += stretch.entries.size();
  const auto bits = static_cast<unsigned>(std::bit_width(count / 1024 + 1));
  const unsigned shift = 64 - bits;
  Buckets buckets{std::vector<Entry>(count), std::vector<std::size_t>((std::size_t{1} << bits) + 1, 0)};
  for (const Stretch& stretch : stretches)
    for (const Entry& entry : stretch.entries) ++buckets.begins[(entry.hash >> shift) + 1];
  for (std::size_t b = 1; b < buckets.begins.size(); ++b) buckets.begins[b] += buckets.begins[b - 1];
  std::vector<std::size_t> next(buckets.begins.begin(), buckets.begins.end() - 1);
  for (Stretch& stretch : stretches) {
    for (const Entry& entry : stretch.entries) buckets.entries[next[entry.hash >> shift]++] = entry;
    std::vector<Entry>().swap(stretch.entries);
  }
  return buckets;
}

}  // namespace isopath::gathering
