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

std::uint64_t hash_of(const NumberRow& numbers, const NumberTable& table, bool flipped) {
  if (const std::uint32_t* words = numbers.narrow_words())
    return hash_words(numbers.size(),
                      [&](std::size_t k) { return NumberRow::widen(words[k]).negated_if(flipped).bits(); });
  return hash_words(numbers.size(),
                    [&](std::size_t k) { return table.hash(numbers[k].negated_if(flipped)); });
}

/// The sign of the first entry that is not 0; 0 if all are.
int leading_sign(const NumberRow& numbers) {
  const auto first = std::find_if(numbers.begin(), numbers.end(), [](Number x) { return !x.is_zero(); });
  return first == numbers.end() ? 0 : (*first).is_negative() ? -1 : 1;
}

std::strong_ordering compare_rows(const NumberRow& x, const NumberTable& x_table, bool x_flipped,
                                  const NumberRow& y, const NumberTable& y_table, bool y_flipped) {
  for (std::size_t k = 0; k < x.size(); ++k) {
    const auto order = compare(x[k].negated_if(x_flipped), x_table, y[k].negated_if(y_flipped), y_table);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

/// Keys that are the incoming pairs of the units of several networks.
class Pairs {
 public:
  explicit Pairs(std::span<const Network* const> networks) : networks_(networks) {}

  std::size_t networks() const { return networks_.size(); }
  std::size_t items(std::size_t place) const { return networks_[place]->width(); }

  Entry entry(std::size_t place, std::size_t item, bool& constant) const {
    const Network& network = *networks_[place];
    const auto pair = network.incoming_pair(item);
    const int sign = leading_sign(pair.first(pair.size() - 1));
    constant = sign == 0;
    const bool flipped = sign < 0;
    return {hash_of(pair, network.numbers, flipped),
            {static_cast<std::uint32_t>(item), static_cast<std::uint16_t>(place), flipped}};
  }

  bool equal(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    return isopath::equal(of_x.incoming_pair(x.unit), of_x.numbers, of_y.incoming_pair(y.unit), of_y.numbers,
                          x.flipped != y.flipped);
  }

  bool less(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    return compare_rows(of_x.incoming_pair(x.unit), of_x.numbers, x.flipped, of_y.incoming_pair(y.unit),
                        of_y.numbers, y.flipped) < 0;
  }

  [[gnu::always_inline]] void prefetch(const Member& member) const {
    networks_[member.network]->row(member.unit).prefetch();
  }

 private:
  std::span<const Network* const> networks_;
};

/// Keys that are the joint keys of some units of a segment.
class JointKeys {
 public:
  JointKeys(const Network& u, const Network& v, std::span<const std::uint32_t> units)
      : u_(u), v_(v), units_(units) {}

  static std::size_t networks() { return 1; }
  std::size_t items(std::size_t /*place*/) const { return units_.size(); }

  Entry entry(std::size_t /*place*/, std::size_t item, bool& constant) const {
    const std::uint32_t unit = units_[item];
    const auto at_u = u_.incoming_pair(unit);
    const auto at_v = v_.incoming_pair(unit);
    const int sign_u = leading_sign(at_u);
    const bool flipped = (sign_u != 0 ? sign_u : leading_sign(at_v)) < 0;
    constant = false;
    return {mix(hash_of(at_u, u_.numbers, flipped), hash_of(at_v, v_.numbers, flipped)), {unit, 0, flipped}};
  }

  bool equal(const Member& x, const Member& y) const {
    const bool negated = x.flipped != y.flipped;
    return isopath::equal(u_.incoming_pair(x.unit), u_.numbers, u_.incoming_pair(y.unit), u_.numbers,
                          negated) &&
           isopath::equal(v_.incoming_pair(x.unit), v_.numbers, v_.incoming_pair(y.unit), v_.numbers,
                          negated);
  }

  bool less(const Member& x, const Member& y) const {
    auto order = std::strong_ordering::equal;
    for (const Network* network : {&u_, &v_})
      if (order == 0)
        order = compare_rows(network->incoming_pair(x.unit), network->numbers, x.flipped,
                             network->incoming_pair(y.unit), network->numbers, y.flipped);
    return order < 0;
  }

  [[gnu::always_inline]] void prefetch(const Member& member) const {
    u_.row(member.unit).prefetch();
    v_.row(member.unit).prefetch();
  }

 private:
  const Network& u_;
  const Network& v_;
  std::span<const std::uint32_t> units_;
};

bool by_place(const Member& x, const Member& y) {
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

}  // namespace

template <typename Keys>
Groups gather_all(const Keys& keys, const Judge& judge) {
  std::vector<Stretch> stretches = read_entries(keys);
  Groups groups;
  for (const Stretch& stretch : stretches)
    groups.constants_.insert(groups.constants_.end(), stretch.constants.begin(), stretch.constants.end());
  Buckets buckets = distribute(stretches);
  groups.members_.resize(buckets.entries.size());

  const std::size_t count = buckets.begins.size() - 1;
  std::vector<Part> parts(std::min(count, parts_for(buckets.entries.size())));
  in_parallel(parts.size(), [&](std::size_t p) {
    const std::size_t last = part_begin(p + 1, parts.size(), count);
    for (std::size_t b = part_begin(p, parts.size(), count); b < last; ++b) {
      const std::size_t first = buckets.begins[b];
      const std::size_t size = buckets.begins[b + 1] - first;
      gather(std::span(buckets.entries).subspan(first, size), std::span(groups.members_).subspan(first, size),
             first, keys, judge, parts[p]);
    }
  });
  for (const Part& part : parts) {
    groups.begins_.insert(groups.begins_.end(), part.ends.begin(), part.ends.end());
    groups.judgements_.insert(groups.judgements_.end(), part.judgements.begin(), part.judgements.end());
  }
  return groups;
}

Groups group_units(std::span<const Network* const> networks, const Judge& judge) {
  return gather_all(Pairs(networks), judge);
}

Groups group_jointly(const Network& u, const Network& v, std::span<const std::uint32_t> units,
                     const Judge& judge) {
  return gather_all(JointKeys(u, v, units), judge);
}

bool adds_up_to_zero(const Network& network, std::span<const Member> group) {
  if (group.size() == 1) return is_blank(network, group.front().unit);
  ExactSum sum;
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    sum.clear();
    for (const Member& member : group) add_weight(sum, network, member, output);
    if (!sum.is_zero()) return false;
  }
  return true;
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
