#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/verify/files/network_files.hpp"
#include "verify/files/open.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

/// A file larger than its bytes: zeros follow.
class LargeSource final : public Source {
 public:
  LargeSource(std::string start, std::uint64_t size) : Source("large", size), start_(std::move(start)) {}
  void read(std::uint64_t offset, std::span<std::byte> to) const override {
    for (std::size_t k = 0; k < to.size(); ++k)
      to[k] = offset + k < start_.size() ? static_cast<std::byte>(start_[offset + k]) : std::byte{0};
  }

 private:
  std::string start_;
};

std::string small_file() {
  std::mt19937_64 random(7);
  return safetensors(random_network(random, ElementType::binary32, {2, 2, 1}), ElementType::binary32);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_safetensors)

BOOST_AUTO_TEST_CASE(random_networks_of_every_type_read_equal) {
  std::mt19937_64 random(1);
  // Blocks of units, pieces of lines and lines longer than a piece, crossed and met.
  const Sizes all_sizes[] = {{1, 1, 1},       {7, 3, 2},       {5000, 20, 13}, {2500, 100, 3}, {70'000, 0, 1},
                             {3, 140'000, 2}, {2, 3, 140'000}, {1024, 63, 1},  {2048, 62, 1},  {1025, 1, 70}};
  for (const ElementType type :
       {ElementType::binary16, ElementType::bfloat16, ElementType::binary32, ElementType::binary64})
    for (const Sizes sizes : all_sizes) {
      const std::vector<Array> arrays = random_network(random, type, sizes);
      check_equal(read_safetensors_bytes(safetensors(arrays, type)).stated(), arrays, type);
    }
}

BOOST_AUTO_TEST_CASE(every_beginning_is_refused) {
  check_beginnings(small_file(), [](const std::string& bytes) { read_safetensors_bytes(bytes); });
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_read_or_refused) {
  const std::string good = small_file();
  int refused = 0;
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const char c : {'\0', '\xff', '"', '{', ']', ',', '\\', '1', ' ', static_cast<char>(good[at] ^ 1)}) {
      std::string bytes = good;
      bytes[at] = c;
      try {
        read_safetensors_bytes(bytes);
      } catch (const InputError&) {
        ++refused;
      }
    }
  BOOST_CHECK_GT(refused, 1000);
}

BOOST_AUTO_TEST_CASE(header_longer_than_the_limit_is_refused) {
  const std::string text = "{\"0.weight\":";
  check_refused([&] { read_safetensors(LargeSource(little_endian(100'000'001, 8) + text, 300'000'000), {}); },
                Kind::malformed,
                "large: expected a header of at most 100000000 bytes, found the length 100000001");
}

BOOST_AUTO_TEST_CASE(arrays_larger_than_the_file_take_no_memory) {
  const std::string header =
      R"({"0.weight":{"dtype":"F32","shape":[1000000000,1000],"data_offsets":[0,4000000000000]},)"
      R"("2.weight":{"dtype":"F32","shape":[1,1000000000],"data_offsets":[4000000000000,4004000000000]}})";
  check_refused([&] { read_safetensors_bytes(raw_safetensors(header, "1234")); }, Kind::malformed,
                "expected a range within the 4 bytes of data, found from 0 to 4000000000000");
}

BOOST_AUTO_TEST_CASE(a_file_that_shrinks_is_refused) {
  std::mt19937_64 random(3);
  const auto arrays = random_network(random, ElementType::binary32, {100, 3, 2});
  const std::string bytes = safetensors(arrays, ElementType::binary32);
  const auto path = temporary("shrinking");
  {
    FILE* file = std::fopen(path.c_str(), "wb");
    BOOST_REQUIRE(file != nullptr);
    BOOST_REQUIRE_EQUAL(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
    std::fclose(file);
  }
  const auto source = open_source(path.string());
  std::filesystem::resize_file(path, bytes.size() - 100);
  check_refused([&] { read_safetensors(*source, {}); }, Kind::malformed, "the file has become shorter");
  std::filesystem::remove(path);
}

BOOST_AUTO_TEST_CASE(many_names) {
  // Twenty thousand arrays beside a network, with names that differ in their ends only.
  std::string header = "{";
  for (int k = 0; k < 20'000; ++k)
    header += "\"layer." + std::to_string(k) + R"(.extra":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},)";
  header += R"("W1":{"dtype":"F32","shape":[0,1],"data_offsets":[0,0]},)"
            R"("W2":{"dtype":"F32","shape":[1,0],"data_offsets":[0,0]}})";
  ModelOptions options;
  options.tensors = {"W1", "", "W2", ""};
  BOOST_CHECK_EQUAL(read_safetensors_bytes(raw_safetensors(header, ""), options).network().width(), 0U);
  check_refused([&] { read_safetensors_bytes(raw_safetensors(header, "")); }, Kind::not_treated,
                "expected no array beside those of the network, 'W1' to 'W2'");
}

BOOST_AUTO_TEST_SUITE_END()
