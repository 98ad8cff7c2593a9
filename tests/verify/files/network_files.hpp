// Network files made in memory, and checks on what is read from them.
#ifndef ISOPATH_TESTS_VERIFY_FILES_NETWORK_FILES_HPP
#define ISOPATH_TESTS_VERIFY_FILES_NETWORK_FILES_HPP

#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exact/float_formats.hpp"
#include "verify/files/arrays/npz.hpp"
#include "verify/files/arrays/safetensors.hpp"
#include "verify/files/arrays/tensors.hpp"
#include "verify/networks/error.hpp"

namespace isopath::tests {

/// Checks that a call throws an InputError of this kind whose message contains the text.
template <typename Call>
void check_refused(Call call, InputError::Kind kind, const std::string& text) {
  try {
    call();
    BOOST_ERROR("expected a refusal: " << text);
  } catch (const InputError& error) {
    const std::string message = error.what();
    BOOST_CHECK_MESSAGE(message.find(text) != std::string::npos,
                        "expected: " << text << "\n   found: " << message);
    BOOST_CHECK(error.kind == kind);
  }
}

/// A path for a file or folder of this run of the tests.
inline std::filesystem::path temporary(const std::string& name) {
  return std::filesystem::temp_directory_path() / ("isopath-" + name + "-" + std::to_string(::getpid()));
}

struct Array {
  std::string name;
  std::vector<std::uint64_t> shape;
  /// As the type's bits, in C order.
  std::vector<std::uint64_t> words;
};

inline std::uint64_t count_of(const std::vector<std::uint64_t>& shape) {
  std::uint64_t count = 1;
  for (const std::uint64_t length : shape) count *= length;
  return count;
}

/// An array's elements as bytes of a file.
inline std::string elements(const Array& array, std::size_t element_bytes, bool big_endian = false,
                            bool column_major = false) {
  std::string bytes;
  const bool transposed = column_major && array.shape.size() == 2;
  const std::uint64_t rows = transposed ? array.shape[0] : 1;
  const std::uint64_t columns = transposed ? array.shape[1] : array.words.size();
  for (std::uint64_t k = 0; k < array.words.size(); ++k) {
    const std::uint64_t word = array.words[transposed ? (k % rows) * columns + k / rows : k];
    for (std::size_t byte = 0; byte < element_bytes; ++byte) {
      const std::size_t shift = 8 * (big_endian ? element_bytes - 1 - byte : byte);
      bytes += static_cast<char>(word >> shift);
    }
  }
  return bytes;
}

inline std::string little_endian(std::uint64_t value, std::size_t bytes) {
  std::string result;
  for (std::size_t k = 0; k < bytes; ++k) result += static_cast<char>(value >> (8 * k));
  return result;
}

inline std::string raw_safetensors(const std::string& header, const std::string& data) {
  return little_endian(header.size(), 8) + header + data;
}

inline std::string shape_text(const std::vector<std::uint64_t>& shape, const char* open, const char* close) {
  std::string text = open;
  for (const std::uint64_t length : shape) text += std::to_string(length) + ",";
  if (*open == '[' && !shape.empty()) text.pop_back();
  return text + close;
}

inline const char* safetensors_type(ElementType type) {
  switch (type) {
    case ElementType::binary16:
      return "F16";
    case ElementType::bfloat16:
      return "BF16";
    case ElementType::binary32:
      return "F32";
    case ElementType::binary64:
      return "F64";
  }
  return "";
}

inline std::string safetensors(const std::vector<Array>& arrays, ElementType type) {
  std::string header = "{";
  std::string data;
  for (const Array& array : arrays) {
    const std::size_t begin = data.size();
    data += elements(array, size_of(type));
    header += (header.size() == 1 ? "\"" : ",\"") + array.name + R"(":{"dtype":")" + safetensors_type(type) +
              R"(","shape":)" + shape_text(array.shape, "[", "]") + R"(,"data_offsets":[)" +
              std::to_string(begin) + "," + std::to_string(data.size()) + "]}";
  }
  return raw_safetensors(header + "}", data);
}

inline std::string npy(const Array& array, ElementType type, bool big_endian = false,
                       bool column_major = false) {
  const std::string header = std::string("{'descr': '") + (big_endian ? ">f" : "<f") +
                             std::to_string(size_of(type)) +
                             "', 'fortran_order': " + (column_major ? "True" : "False") +
                             ", 'shape': " + shape_text(array.shape, "(", ")") + ", }\n";
  return std::string("\x93NUMPY\1\0", 8) + little_endian(header.size(), 2) + header +
         elements(array, size_of(type), big_endian, column_major);
}

using Members = std::vector<std::pair<std::string, std::string>>;

/// A zip archive. `method` is one of libzip's; a password encrypts.
inline std::string archive(const Members& members, std::int32_t method = ZIP_CM_STORE,
                           const char* password = nullptr) {
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(out);
  zip_t* zip = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  BOOST_REQUIRE(zip != nullptr);
  for (const auto& [name, data] : members) {
    const zip_int64_t index = zip_file_add(
        zip, name.c_str(), zip_source_buffer(zip, data.data(), data.size(), 0), ZIP_FL_ENC_UTF_8);
    BOOST_REQUIRE(index >= 0);
    const auto place = static_cast<zip_uint64_t>(index);
    BOOST_REQUIRE_EQUAL(zip_set_file_compression(zip, place, method, 0), 0);
    if (password != nullptr)
      BOOST_REQUIRE_EQUAL(zip_file_set_encryption(zip, place, ZIP_EM_AES_256, password), 0);
  }
  BOOST_REQUIRE_EQUAL(zip_close(zip), 0);
  zip_source_open(out);
  zip_source_seek(out, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(out)), '\0');
  zip_source_seek(out, 0, SEEK_SET);
  zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

inline Members npy_members(const std::vector<Array>& arrays, ElementType type, bool big_endian = false,
                           bool column_major = false) {
  Members members;
  for (const Array& array : arrays)
    members.emplace_back(array.name + ".npy", npy(array, type, big_endian, column_major));
  return members;
}

inline Model read_safetensors_bytes(std::string bytes, const ModelOptions& options = {}) {
  return read_safetensors(*Source::of("net.safetensors", std::move(bytes)), options);
}
inline Model read_npz_bytes(std::string bytes, const ModelOptions& options = {}) {
  return read_npz(*Source::of("net.npz", std::move(bytes)), options);
}

/// An array in memory that counts how often it is opened.
inline Tensor tensor(const Array& array, ElementType type, int* opened = nullptr) {
  Tensor result;
  result.name = array.name;
  result.type = type;
  result.shape = array.shape;
  result.open = [bytes = elements(array, size_of(type)), opened]() -> ElementReader {
    if (opened != nullptr) ++*opened;
    return [bytes](std::uint64_t offset, std::span<std::byte> to) {
      BOOST_REQUIRE_LE(offset + to.size(), bytes.size());
      std::memcpy(to.data(), bytes.data() + offset, to.size());
    };
  };
  return result;
}

inline std::vector<Tensor> tensors(const std::vector<Array>& arrays, ElementType type) {
  std::vector<Tensor> result;
  for (const Array& array : arrays) result.push_back(tensor(array, type));
  return result;
}

/// Options that name the arrays.
inline ModelOptions named(const std::string& hw, const std::string& hb, const std::string& ow,
                          const std::string& ob) {
  ModelOptions options;
  options.tensors = {hw, hb, ow, ob};
  return options;
}

/// The exact value of a type's bits.
inline Number number_of(std::uint64_t word, ElementType type) {
  switch (type) {
    case ElementType::binary16:
      return *from_binary16(static_cast<std::uint16_t>(word));
    case ElementType::bfloat16:
      return *from_bfloat16(static_cast<std::uint16_t>(word));
    case ElementType::binary32:
      return *from_binary32(static_cast<std::uint32_t>(word));
    case ElementType::binary64:
      return *from_binary64(word);
  }
  return Number{};
}

inline std::uint64_t exponent_mask(ElementType type) {
  switch (type) {
    case ElementType::binary16:
      return 0x7c00;
    case ElementType::bfloat16:
      return 0x7f80;
    case ElementType::binary32:
      return 0x7f80'0000;
    case ElementType::binary64:
      return Number::exponent_mask;
  }
  return 0;
}

/// Any finite bits, each exponent about as often as any other; every eighth of them 0, -0 or a subnormal.
inline std::vector<std::uint64_t> random_words(std::mt19937_64& random, ElementType type,
                                               std::uint64_t count) {
  const std::uint64_t top = exponent_mask(type);
  const std::size_t bits = 8 * size_of(type);
  const std::uint64_t all = ~std::uint64_t{0} >> (64 - bits);
  std::vector<std::uint64_t> words(count);
  for (std::uint64_t& word : words) {
    word = random() & all;
    if ((word & top) == top) word &= ~(top & -top);
    const std::uint64_t choice = random() % 16;
    if (choice == 0) word &= ~top;
    if (choice == 1) word &= std::uint64_t{1} << (bits - 1);
  }
  return words;
}

struct Sizes {
  std::uint64_t h, n, m;
};

inline std::vector<Array> random_network(std::mt19937_64& random, ElementType type, Sizes sizes) {
  std::vector<Array> arrays = {{"0.weight", {sizes.h, sizes.n}, {}},
                               {"0.bias", {sizes.h}, {}},
                               {"2.weight", {sizes.m, sizes.h}, {}},
                               {"2.bias", {sizes.m}, {}}};
  for (Array& array : arrays) array.words = random_words(random, type, count_of(array.shape));
  return arrays;
}

/// Checks that a network has exactly the numbers of four arrays.
inline void check_equal(const Network& network, const std::vector<Array>& arrays, ElementType type) {
  const std::uint64_t h = arrays[0].shape[0];
  const std::uint64_t n = arrays[0].shape[1];
  const std::uint64_t m = arrays[2].shape[0];
  BOOST_REQUIRE_EQUAL(network.width(), h);
  BOOST_REQUIRE_EQUAL(network.inputs(), n);
  BOOST_REQUIRE_EQUAL(network.outputs(), m);
  std::uint64_t wrong = 0;
  const auto compare = [&](Number found, std::uint64_t word) {
    wrong += found.bits() != number_of(word, type).bits() ? 1U : 0U;
  };
  for (std::uint64_t unit = 0; unit < h; ++unit) {
    for (std::uint64_t k = 0; k < n; ++k) compare(network.b(unit)[k], arrays[0].words[unit * n + k]);
    compare(network.c(unit), arrays[1].words[unit]);
    for (std::uint64_t k = 0; k < m; ++k) compare(network.a(unit)[k], arrays[2].words[k * h + unit]);
  }
  BOOST_CHECK_EQUAL(wrong, 0U);
  const NumberTable none;
  for (std::uint64_t k = 0; k < m; ++k)
    BOOST_CHECK(network.d[k] == TanhSum(none.value(number_of(arrays[3].words[k], type))));
}

/// Every beginning of a good file is refused, and none does anything else.
template <typename Read>
void check_beginnings(const std::string& file, Read read) {
  BOOST_CHECK_NO_THROW(read(file));
  for (std::size_t length = 0; length < file.size(); ++length)
    BOOST_CHECK_THROW(read(file.substr(0, length)), InputError);
}

}  // namespace isopath::tests

#endif
