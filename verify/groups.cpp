#include "verify/groups.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "exact/hash.hpp"
#include "exact/parallel.hpp"

namespace isopath {

namespace {

struct Entry {
  std::uint64_t hash;
  Member member;
};

/// Comparisons of the oriented pairs of entries.
class Pairs {
 public:
  explicit Pairs(std::span<const Network* const> networks) : networks_(networks) {}

  bool equal(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    return isopath::equal(of_x.incoming_pair(x.unit), of_x.numbers, of_y.incoming_pair(y.unit), of_y.numbers,
                          x.flipped != y.flipped);
  }

  bool less(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    const auto pair_x = of_x.incoming_pair(x.unit);
    const auto pair_y = of_y.incoming_pair(y.unit);
    for (std::size_t k = 0; k < pair_x.size(); ++k) {
      const auto order = compare(pair_x[k].negated_if(x.flipped), of_x.numbers,
                                 pair_y[k].negated_if(y.flipped), of_y.numbers);
      if (order != 0) return order < 0;
    }
    return false;
  }

  [[gnu::always_inline]] void prefetch(const Member& member) const {
    networks_[member.network]->row(member.unit).prefetch();
  }

 private:
  std::span<const Network* const> networks_;
};

bool by_place(const Member& x, const Member& y) {
  return std::pair(x.network, x.unit) < std::pair(y.network, y.unit);
}

/// The entry of a unit; `constant` if b = 0, and then only its member counts.
Entry entry_of(const Network& network, std::uint16_t place, std::uint32_t unit, bool& constant) {
  const auto pair = network.incoming_pair(unit);
  const auto b = pair.first(pair.size() - 1);
  const auto first = std::find_if(b.begin(), b.end(), [](Number x) { return !x.is_zero(); });
  constant = first == b.end();
  const bool flipped = !constant && (*first).is_negative();
  const NumberTable& table = network.numbers;
  std::uint64_t hash = 0;
  if (const std::uint32_t* words = pair.narrow_words())
    hash = hash_words(pair.size(),
                      [&](std::size_t k) { return NumberRow::widen(words[k]).negated_if(flipped).bits(); });
  else
    hash = hash_words(pair.size(), [&](std::size_t k) { return table.hash(pair[k].negated_if(flipped)); });
  return {hash, {unit, place, flipped}};
}

/// A stretch of the units of one network.
struct Stretch {
  std::uint16_t network;
  std::uint32_t first;
  std::uint32_t last;
  std::vector<Entry> entries;
  std::vector<Member> constants;
};

std::vector<Stretch> read_entries(std::span<const Network* const> networks) {
  std::vector<Stretch> stretches;
  for (std::size_t place = 0; place < networks.size(); ++place) {
    const std::size_t width = networks[place]->width();
    const std::size_t parts = parts_for(width);
    for (std::size_t part = 0; part < parts; ++part)
      stretches.push_back({static_cast<std::uint16_t>(place),
                           static_cast<std::uint32_t>(part_begin(part, parts, width)),
                           static_cast<std::uint32_t>(part_begin(part + 1, parts, width)),
                           {},
                           {}});
  }
  in_parallel(stretches.size(), [&](std::size_t i) {
    Stretch& stretch = stretches[i];
    stretch.entries.reserve(stretch.last - stretch.first);
    for (std::uint32_t unit = stretch.first; unit < stretch.last; ++unit) {
      bool constant = false;
      const Entry entry = entry_of(*networks[stretch.network], stretch.network, unit, constant);
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

/// One part of the work after distribution, and what comes of it.
struct Part {
  std::vector<std::uint32_t> ends;  // of the groups, among all members
  std::vector<std::uint8_t> judgements;
};

/// Sorts a bucket so that equal oriented pairs stand together, by network and unit, and judges each group.
/// `members` are the places of the bucket's entries in the result, the first of them number `offset` of all.
void gather(std::span<Entry> bucket, std::span<Member> members, std::size_t offset, const Pairs& pairs,
            const Judge& judge, Part& part) {
  std::sort(bucket.begin(), bucket.end(), [](const Entry& x, const Entry& y) {
    return x.hash != y.hash ? x.hash < y.hash : by_place(x.member, y.member);
  });
  for (std::size_t i = 0; i < bucket.size(); ++i) members[i] = bucket[i].member;
  constexpr std::size_t ahead = 16;
  for (std::size_t i = 0; i < std::min(ahead, bucket.size()); ++i) pairs.prefetch(members[i]);
  for (std::size_t first = 0, last = 0; first < bucket.size(); first = last) {
    bool one_pair = true;
    for (last = first; last < bucket.size() && bucket[last].hash == bucket[first].hash; ++last) {
      if (last + ahead < bucket.size()) pairs.prefetch(members[last + ahead]);
      one_pair = one_pair && (last == first || pairs.equal(members[first], members[last]));
    }
    if (!one_pair)  // a collision of hashes: the pairs themselves decide
      std::stable_sort(members.begin() + static_cast<std::ptrdiff_t>(first),
                       members.begin() + static_cast<std::ptrdiff_t>(last),
                       [&pairs](const Member& x, const Member& y) { return pairs.less(x, y); });
    for (std::size_t begin = first, i = first; i < last; ++i) {
      if (i + 1 < last && (one_pair || pairs.equal(members[i], members[i + 1]))) continue;
      part.ends.push_back(static_cast<std::uint32_t>(offset + i + 1));
      part.judgements.push_back(judge(members.subspan(begin, i + 1 - begin)));
      begin = i + 1;
    }
  }
}

}  // namespace

Groups group_units(std::span<const Network* const> networks, const Judge& judge) {
  std::vector<Stretch> stretches = read_entries(networks);
  Groups groups;
  for (const Stretch& stretch : stretches)
    groups.constants_.insert(groups.constants_.end(), stretch.constants.begin(), stretch.constants.end());
  Buckets buckets = distribute(stretches);
  groups.members_.resize(buckets.entries.size());

  const Pairs pairs(networks);
  const std::size_t count = buckets.begins.size() - 1;
  std::vector<Part> parts(std::min(count, parts_for(buckets.entries.size())));
  in_parallel(parts.size(), [&](std::size_t p) {
    const std::size_t last = part_begin(p + 1, parts.size(), count);
    for (std::size_t b = part_begin(p, parts.size(), count); b < last; ++b) {
      const std::size_t first = buckets.begins[b];
      const std::size_t size = buckets.begins[b + 1] - first;
      gather(std::span(buckets.entries).subspan(first, size), std::span(groups.members_).subspan(first, size),
             first, pairs, judge, parts[p]);
    }
  });
  for (const Part& part : parts) {
    groups.begins_.insert(groups.begins_.end(), part.ends.begin(), part.ends.end());
    groups.judgements_.insert(groups.judgements_.end(), part.judgements.begin(), part.judgements.end());
  }
  return groups;
}

TanhSum folded_bias(const Network& network, std::size_t place, std::span<const Member> constants,
                    std::size_t output) {
  std::vector<TanhSum::Term> terms;
  for (const Member& member : constants) {
    if (member.network != place) continue;
    const Number weight = network.a(member.unit)[output];
    if (weight.is_zero() || network.c(member.unit).is_zero()) continue;
    terms.push_back({network.numbers.value(network.c(member.unit)), network.numbers.value(weight)});
  }
  return network.d[output] + TanhSum(Rational(), std::move(terms));
}

}  // namespace isopath
