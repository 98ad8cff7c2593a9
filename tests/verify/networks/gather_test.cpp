// The engine with a key type of the test's own, words, whose hashes collide by design.
#include "verify/networks/gather.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// A unit's key is a word without its sign, a leading '-'; the word "0" is constant. Equality and order look
/// at the words alone.
struct Words {
  std::vector<std::vector<std::string>> networks_;
  std::uint64_t (*hash)(const std::string& word);
  std::uint64_t* comparisons = nullptr;  // counted if it is there: by one thread

  std::size_t networks() const { return networks_.size(); }
  std::size_t items(std::size_t place) const { return networks_[place].size(); }
  Entry entry(std::size_t place, std::size_t item, bool& constant) const {
    const Member member{static_cast<std::uint32_t>(item), static_cast<std::uint16_t>(place),
                        networks_[place][item].starts_with('-')};
    constant = networks_[place][item] == "0";
    return {hash(word(member)), member};
  }
  bool equal(const Member& x, const Member& y) const { return count(), word(x) == word(y); }
  bool less(const Member& x, const Member& y) const { return count(), word(x) < word(y); }
  void prefetch(const Member&) const {}
  void count() const {
    if (comparisons != nullptr) ++*comparisons;
  }

  std::string word(const Member& member) const {
    const std::string& text = networks_[member.network][member.unit];
    return member.flipped ? text.substr(1) : text;
  }
};

std::uint64_t same_for_all(const std::string&) { return 7; }
std::uint64_t by_length(const std::string& word) { return std::uint64_t{word.size()} << 60U; }
std::uint64_t by_first_letter(const std::string& word) { return static_cast<unsigned char>(word[0]); }
std::uint64_t good(const std::string& word) { return std::hash<std::string>{}(word); }

using Hash = std::uint64_t (*)(const std::string&);
constexpr Hash hashes[] = {same_for_all, by_length, by_first_letter, good};

using Place = std::pair<std::size_t, std::size_t>;  // network, unit

/// Checks groups against those that a map of words makes.
void check_groups(const Words& keys) {
  std::map<std::string, std::vector<Place>> expected;
  std::vector<Place> constants;
  for (std::size_t place = 0; place < keys.networks(); ++place)
    for (std::size_t item = 0; item < keys.items(place); ++item) {
      const std::string& text = keys.networks_[place][item];
      if (text == "0")
        constants.emplace_back(place, item);
      else
        expected[text.starts_with('-') ? text.substr(1) : text].emplace_back(place, item);
    }
  const Groups groups = gather_all(
      keys, [](std::span<const Member> group) { return static_cast<std::uint8_t>(group.size() % 251); });
  BOOST_CHECK_EQUAL(groups.count(), expected.size());
  for (std::size_t g = 0; g < groups.count(); ++g) {
    const auto group = groups.group(g);
    BOOST_REQUIRE(!group.empty());
    std::vector<Place> found;
    for (const Member& member : group) {
      found.emplace_back(member.network, member.unit);
      BOOST_CHECK_EQUAL(member.flipped, keys.networks_[member.network][member.unit].starts_with('-'));
    }
    BOOST_CHECK(found == expected[keys.word(group.front())]);
    BOOST_CHECK_EQUAL(groups.judgement(g), group.size() % 251);
  }
  std::vector<Place> found;
  for (const Member& member : groups.constants()) found.emplace_back(member.network, member.unit);
  BOOST_CHECK(found == constants);
}

std::vector<std::vector<std::string>> random_words(Random& random, std::size_t networks, std::size_t most,
                                                   const std::string& letters) {
  std::vector<std::vector<std::string>> result(networks);
  for (std::vector<std::string>& words : result)
    for (std::size_t count = below(random, most + 1); count > 0; --count) {
      std::string word = one_in(random, 2) ? "-" : "";
      word += letters[below(random, letters.size())];
      if (one_in(random, 2)) word += letters[below(random, letters.size())];
      words.push_back(one_in(random, 8) ? "0" : word);
    }
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(networks_gather)

BOOST_AUTO_TEST_CASE(no_units) {
  check_groups({{}, good});
  check_groups({{{}, {}}, good});
  check_groups({{{"0"}, {"0", "0"}}, same_for_all});
}

BOOST_AUTO_TEST_CASE(groups_are_those_of_the_keys_whatever_the_hash) {
  for (const Hash hash : hashes)
    for_random_cases(200, [hash](Random& random) {
      check_groups({random_words(random, 1 + below(random, 3), 20, "abc"), hash});
    });
}

/// Enough units for several buckets and several threads.
BOOST_AUTO_TEST_CASE(many_units) {
  for (const Hash hash : {good, by_length, by_first_letter}) {
    Words keys{{{}, {}}, hash};
    for (int k = 0; k < 30'000; ++k)
      keys.networks_[static_cast<std::size_t>(k % 2)].push_back((k % 3 == 0 ? "-" : "") +
                                                                std::to_string(k % 7000 + 1));
    check_groups(keys);
  }
}

/// If all hashes are equal, the keys are sorted: O(h log h) comparisons, and not h^2.
BOOST_AUTO_TEST_CASE(collisions_cost_a_sort) {
  constexpr std::size_t count = 1000;
  std::uint64_t comparisons = 0;
  Words keys{{{}}, same_for_all, &comparisons};
  for (std::size_t k = 0; k < count; ++k) keys.networks_[0].push_back("w" + std::to_string(k * 7919 % count));
  const Groups groups = gather_all(keys, [](std::span<const Member>) { return std::uint8_t{0}; });
  BOOST_CHECK_EQUAL(groups.count(), count);
  BOOST_CHECK_GT(comparisons, count);
  BOOST_CHECK_LT(comparisons, 20 * count);
}

/// Where no two keys of one hash differ, each is compared with the first of its group alone.
BOOST_AUTO_TEST_CASE(equal_keys_are_compared_once) {
  constexpr std::size_t count = 1000;
  std::uint64_t comparisons = 0;
  Words keys{{std::vector<std::string>(count, "same")}, same_for_all, &comparisons};
  const Groups groups = gather_all(keys, [](std::span<const Member>) { return std::uint8_t{0}; });
  BOOST_CHECK_EQUAL(groups.count(), 1U);
  BOOST_CHECK_EQUAL(comparisons, count - 1);
}

BOOST_AUTO_TEST_SUITE_END()
