#include "verify/files/arrays/npz.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

Members small_members(bool column_major = false) {
  std::mt19937_64 random(7);
  const auto arrays = random_network(random, ElementType::binary32, {2, 2, 1});
  return npy_members(arrays, ElementType::binary32, false, column_major);
}

/// Kilobytes that the process has taken at most since the last call of forget_peak.
long peak_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// Checks that a file is refused without the memory that its members would take.
void check_refused_cheaply(const std::string& bytes, const std::string& message) {
  forget_peak();
  const long before = peak_kilobytes();
  check_refused([&] { read_npz_bytes(bytes); }, Kind::malformed, message);
  BOOST_CHECK_LT(peak_kilobytes() - before, 50'000);
}

std::string replaced(std::string text, std::size_t at, const std::string& by) {
  return text.replace(at, by.size(), by);
}

/// The sizes of the first member, in its local header and in the directory, replaced.
std::string with_size(const std::string& archive, std::uint32_t size) {
  const std::string bytes = little_endian(size, 4);
  return replaced(replaced(archive, 22, bytes), archive.find("PK\1\2") + 24, bytes);
}

/// 300 MB of zeros under a header that says so: a network of 75 000 000 units.
Members bomb() {
  constexpr std::uint64_t count = 75'000'000;
  Array weight{"W1", {count, 1}, {}};
  std::string npy_bytes = npy(weight, ElementType::binary32);
  npy_bytes.resize(npy_bytes.size() + 4 * count);
  Array output{"W2", {1, count}, {}};
  return {{"W1.npy", std::move(npy_bytes)}, {"W2.npy", npy(output, ElementType::binary32)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_npz)

BOOST_AUTO_TEST_CASE(random_networks_of_every_form_read_equal) {
  std::mt19937_64 random(2);
  for (const ElementType type : {ElementType::binary16, ElementType::binary32, ElementType::binary64})
    for (const Sizes sizes :
         {Sizes{6, 4, 3}, Sizes{5000, 20, 13}, Sizes{40'000, 1, 1}, Sizes{2, 40'000, 3}}) {
      const std::vector<Array> arrays = random_network(random, type, sizes);
      for (const bool big_endian : {false, true})
        for (const bool column_major : {false, true})
          for (const std::int32_t method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
            const std::string bytes = archive(npy_members(arrays, type, big_endian, column_major), method);
            check_equal(read_npz_bytes(bytes).stated(), arrays, type);
          }
    }
}

BOOST_AUTO_TEST_CASE(folder_reads_as_archive) {
  std::mt19937_64 random(5);
  const auto arrays = random_network(random, ElementType::binary64, {2000, 30, 40});
  const auto folder = temporary("folder-of-arrays");
  std::filesystem::create_directories(folder);
  for (const auto& [name, bytes] : npy_members(arrays, ElementType::binary64, true, true))
    std::ofstream(folder / name, std::ios::binary) << bytes;
  check_equal(read_npy_folder(folder.string(), {}).stated(), arrays, ElementType::binary64);
  std::filesystem::remove_all(folder);
  check_refused([&] { read_npy_folder(folder.string(), {}); }, Kind::malformed,
                "expected a readable folder, found: No such file or directory");
}

BOOST_AUTO_TEST_CASE(every_beginning_is_refused) {
  for (const std::int32_t method : {ZIP_CM_STORE, ZIP_CM_DEFLATE})
    check_beginnings(archive(small_members(), method),
                     [](const std::string& bytes) { read_npz_bytes(bytes); });
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_read_or_refused) {
  for (const std::int32_t method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    const std::string good = archive(small_members(true), method);
    int refused = 0;
    for (std::size_t at = 0; at < good.size(); ++at)
      for (const char c :
           {'\0', '\xff', '\x7f', static_cast<char>(good[at] ^ 1), static_cast<char>(good[at] + 1)}) {
        try {
          read_npz_bytes(replaced(good, at, {c}));
        } catch (const InputError&) {
          ++refused;
        }
      }
    BOOST_CHECK_GT(refused, 1000);
  }
}

BOOST_AUTO_TEST_CASE(a_changed_byte_of_an_array_is_always_refused) {
  const std::string good = archive(small_members());
  const std::size_t from = good.find("\x93NUMPY");
  const std::size_t to = good.find("PK\3\4", from);
  for (std::size_t at = from; at < to; ++at)
    BOOST_CHECK_THROW(read_npz_bytes(replaced(good, at, {static_cast<char>(good[at] ^ 0x20)})), InputError);
}

BOOST_AUTO_TEST_CASE(bomb_is_refused_at_once) {
  std::string bytes = archive(bomb(), ZIP_CM_DEFLATE);
  BOOST_CHECK_LT(bytes.size(), 1'000'000U);
  check_refused_cheaply(bytes, "net.npz: 'W1.npy': expected members that inflate to at most ");
  // The same with a directory that says less, and an array that agrees: reading stops at the size said.
  Members members = bomb();
  const Array small{"W1", {1'000, 1}, {}};
  const std::string start = npy(small, ElementType::binary32);
  members[0].second = start + std::string(300'000'000, '\0');
  members[1].second = npy({"W2", {1, 1'000}, std::vector<std::uint64_t>(1'000)}, ElementType::binary32);
  bytes = with_size(archive(members, ZIP_CM_DEFLATE), static_cast<std::uint32_t>(start.size() + 4'000));
  members.clear();
  check_refused_cheaply(bytes, "'W1.npy': expected as many bytes as the directory says, found: more");
}

BOOST_AUTO_TEST_CASE(only_the_networks_members_are_inflated) {
  Members members = small_members();
  const std::size_t size = archive(members, ZIP_CM_DEFLATE).size();
  members.emplace_back("zeros.npy", std::string(100'000'000, '\0'));
  const std::string bytes = archive(members, ZIP_CM_DEFLATE);
  members.clear();
  BOOST_CHECK_LT(bytes.size(), size + 200'000);
  check_refused([&] { read_npz_bytes(bytes); }, Kind::not_treated, "found 'zeros'");
  ModelOptions options;
  options.tensors = {"0.weight", "0.bias", "2.weight", "2.bias"};
  forget_peak();
  const long before = peak_kilobytes();
  BOOST_CHECK_EQUAL(read_npz_bytes(bytes, options).network().width(), 2U);
  BOOST_CHECK_LT(peak_kilobytes() - before, 50'000);
}

BOOST_AUTO_TEST_CASE(members_may_inflate_a_hundredfold) {
  // 20 MB of zeros in 20 kB are too many; with enough bytes beside them they are not.
  const std::uint64_t h = 2'500'000;
  const std::vector<Array> arrays = {{"W1", {h, 1}, std::vector<std::uint64_t>(h)},
                                     {"W2", {1, h}, std::vector<std::uint64_t>(h)}};
  Members members = npy_members(arrays, ElementType::binary32);
  check_refused([&] { read_npz_bytes(archive(members, ZIP_CM_DEFLATE)); }, Kind::malformed,
                "(16 MiB and 100 times the archive), found 10000");
  std::mt19937_64 random(1);
  std::string noise(100'000, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  members.emplace_back("noise", noise);
  BOOST_CHECK_EQUAL(read_npz_bytes(archive(members, ZIP_CM_DEFLATE)).network().width(), h);
}

BOOST_AUTO_TEST_CASE(long_directory_is_refused) {
  Members members;
  for (int k = 0; k < 20'000; ++k)
    members.emplace_back("member number " + std::to_string(10'000'000 + k), "");
  check_refused_cheaply(archive(members), "net.npz: expected a directory of at most 1048576 bytes");
  // The same said in the record of zip64.
  const std::string bytes = archive(small_members());
  const std::size_t end = bytes.find("PK\5\6");
  const std::string record = "PK\6\6" + little_endian(44, 8) + std::string(28, '\0') +
                             little_endian(std::uint64_t{1} << 40U, 8) + little_endian(0, 8);
  const std::string locator = "PK\6\7" + little_endian(0, 4) + little_endian(end, 8) + little_endian(1, 4);
  check_refused_cheaply(
      bytes.substr(0, end) + record + locator + bytes.substr(end),
      "net.npz: expected a directory of at most 1048576 bytes (some ten thousand members), found "
      "one of 1099511627776");
}

BOOST_AUTO_TEST_CASE(zip64_directory_is_read) {
  // An archive's end rewritten as zip64 has it.
  const std::string bytes = archive(small_members());
  const std::size_t end = bytes.find("PK\5\6");
  const std::size_t start = bytes.find("PK\1\2");
  const std::string record = "PK\6\6" + little_endian(44, 8) + little_endian(45, 2) + little_endian(45, 2) +
                             little_endian(0, 8) + little_endian(4, 8) + little_endian(4, 8) +
                             little_endian(end - start, 8) + little_endian(start, 8);
  const std::string locator = "PK\6\7" + little_endian(0, 4) + little_endian(end, 8) + little_endian(1, 4);
  const std::string ones(12, '\xff');
  const std::string long_end = bytes.substr(end, 4) + little_endian(0, 4) + ones + little_endian(0, 2);
  const Model model = read_npz_bytes(bytes.substr(0, end) + record + locator + long_end);
  BOOST_CHECK_EQUAL(model.network().width(), 2U);
}

BOOST_AUTO_TEST_CASE(encrypted_members_are_not_treated) {
  const std::string bytes = archive(small_members(), ZIP_CM_DEFLATE, "secret");
  check_refused([&] { read_npz_bytes(bytes); }, Kind::not_treated,
                "expected a member in clear, found it encrypted");
}

BOOST_AUTO_TEST_SUITE_END()
