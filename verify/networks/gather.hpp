// The engine that gathers units by a key, whatever the key is.
//
// Two units belong to one group if their keys are equal once they are oriented; what a key is, and which of
// its two signs is the oriented one, a family of networks says. Gathering sorts by a hash of the oriented key
// and then compares the keys themselves: O(h log h) comparisons of hashes and O(h) of keys, and O(h log h) of
// keys if hashes collide by design. No verdict rests on a hash.
//
// Keys is a type with
//     std::size_t networks() const;                      how many networks
//     std::size_t items(std::size_t place) const;        how many units of the network at this place
//     Entry entry(std::size_t place, std::size_t item, bool& constant) const;
//                                                        the hash of an oriented key; `constant`: it has none
//     bool equal(const Member&, const Member&) const;    of oriented keys
//     bool less(const Member&, const Member&) const;     an order of oriented keys
//     void prefetch(const Member&) const;                its key will be looked at soon
#ifndef ISOPATH_VERIFY_NETWORKS_GATHER_HPP
#define ISOPATH_VERIFY_NETWORKS_GATHER_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "exact/parallel.hpp"

namespace isopath {

/// A unit in its group: `flipped` if orienting it changes its sign.
struct Member {
  std::uint32_t unit;
  std::uint16_t network;  // place in the list of networks
  bool flipped;
};

/// A question about each group, asked once, in any order and in several threads, while the rows of its units
/// are at hand in the cache: fetching them from memory again would cost more than all else.
using Judge = std::function<std::uint8_t(std::span<const Member> group)>;

class Groups {
 public:
  std::size_t count() const { return begins_.size() - 1; }
  /// The members of a group, by network and then by unit. Groups are in no meaningful order, but always in
  /// the same.
  std::span<const Member> group(std::size_t g) const {
    return std::span(members_).subspan(begins_[g], begins_[g + 1] - begins_[g]);
  }
  /// What `judge` said of the group.
  std::uint8_t judgement(std::size_t g) const { return judgements_[g]; }
  /// Units with b = 0, by network and then by unit.
  std::span<const Member> constants() const { return constants_; }

 private:
  template <typename Keys>
  friend Groups gather_all(const Keys& keys, const Judge& judge);
  std::vector<Member> members_;
  std::vector<std::uint32_t> begins_{0};
  std::vector<std::uint8_t> judgements_;
  std::vector<Member> constants_;
};

/// A unit, and the hash of its oriented key.
struct Entry {
  std::uint64_t hash;
  Member member;
};

namespace gathering {

inline bool by_place(const Member& x, const Member& y) {
  return std::pair(x.network, x.unit) < std::pair(y.network, y.unit);
}

/// A stretch of the units of one network.
struct Stretch {
  std::size_t network;
  std::size_t first;
  std::size_t last;
  std::vector<Entry> entries;
  std::vector<Member> constants;
};

template <typename Keys>
std::vector<Stretch> read_entries(const Keys& keys) {
  std::vector<Stretch> stretches;
  for (std::size_t place = 0; place < keys.networks(); ++place) {
    const std::size_t items = keys.items(place);
    const std::size_t parts = parts_for(items);
    for (std::size_t part = 0; part < parts; ++part)
      stretches.push_back(
          {place, part_begin(part, parts, items), part_begin(part + 1, parts, items), {}, {}});
  }
  in_parallel(stretches.size(), [&](std::size_t i) {
    Stretch& stretch = stretches[i];
    stretch.entries.reserve(stretch.last - stretch.first);
    for (std::size_t item = stretch.first; item < stretch.last; ++item) {
      bool constant = false;
      const Entry entry = keys.entry(stretch.network, item, constant);
      if (constant)
        stretch.constants.push_back(entry.member);
      else
        stretch.entries.push_back(entry);
    }
  });
  return stretches;
}

/// Entries in buckets by the top bits of their hashes, so that the rest of the work happens in cache and in
/// parallel.
struct Buckets {
  std::vector<Entry> entries;
  std::vector<std::size_t> begins;
};

Buckets distribute(std::vector<Stretch>& stretches);

/// One part of the work after distribution, and what comes of it.
struct Part {
  std::vector<std::uint32_t> ends;  // of the groups, among all members
  std::vector<std::uint8_t> judgements;
};

/// Sorts a bucket so that equal oriented keys stand together, by network and unit, and judges each group.
/// `members` are the places of the bucket's entries in the result, the first of them number `offset` of all.
template <typename Keys>
void gather(std::span<Entry> bucket, std::span<Member> members, std::size_t offset, const Keys& keys,
            const Judge& judge, Part& part) {
  std::sort(bucket.begin(), bucket.end(), [](const Entry& x, const Entry& y) {
    return x.hash != y.hash ? x.hash < y.hash : by_place(x.member, y.member);
  });
  for (std::size_t i = 0; i < bucket.size(); ++i) members[i] = bucket[i].member;
  constexpr std::size_t ahead = 16;
  for (std::size_t i = 0; i < std::min(ahead, bucket.size()); ++i) keys.prefetch(members[i]);
  for (std::size_t first = 0, last = 0; first < bucket.size(); first = last) {
    bool one_key = true;
    for (last = first; last < bucket.size() && bucket[last].hash == bucket[first].hash; ++last) {
      if (last + ahead < bucket.size()) keys.prefetch(members[last + ahead]);
      one_key = one_key && (last == first || keys.equal(members[first], members[last]));
    }
    if (!one_key)  // a collision of hashes: the keys themselves decide
      std::stable_sort(members.begin() + static_cast<std::ptrdiff_t>(first),
                       members.begin() + static_cast<std::ptrdiff_t>(last),
                       [&keys](const Member& x, const Member& y) { return keys.less(x, y); });
    for (std::size_t begin = first, i = first; i < last; ++i) {
      if (i + 1 < last && (one_key || keys.equal(members[i], members[i + 1]))) continue;
      part.ends.push_back(static_cast<std::uint32_t>(offset + i + 1));
      part.judgements.push_back(judge(members.subspan(begin, i + 1 - begin)));
      begin = i + 1;
    }
  }
}

}  // namespace gathering

/// The units of all networks by key.
template <typename Keys>
Groups gather_all(const Keys& keys, const Judge& judge) {
  std::vector<gathering::Stretch> stretches = gathering::read_entries(keys);
  Groups groups;
  for (const gathering::Stretch& stretch : stretches)
    groups.constants_.insert(groups.constants_.end(), stretch.constants.begin(), stretch.constants.end());
  gathering::Buckets buckets = gathering::distribute(stretches);
  groups.members_.resize(buckets.entries.size());

  const std::size_t count = buckets.begins.size() - 1;
  std::vector<gathering::Part> parts(std::min(count, parts_for(buckets.entries.size())));
  in_parallel(parts.size(), [&](std::size_t p) {
    const std::size_t last = part_begin(p + 1, parts.size(), count);
    for (std::size_t b = part_begin(p, parts.size(), count); b < last; ++b) {
      const std::size_t first = buckets.begins[b];
      const std::size_t size = buckets.begins[b + 1] - first;
      gathering::gather(std::span(buckets.entries).subspan(first, size),
                        std::span(groups.members_).subspan(first, size), first, keys, judge, parts[p]);
    }
  });
  for (const gathering::Part& part : parts) {
    groups.begins_.insert(groups.begins_.end(), part.ends.begin(), part.ends.end());
    groups.judgements_.insert(groups.judgements_.end(), part.judgements.begin(), part.judgements.end());
  }
  return groups;
}

}  // namespace isopath

#endif
