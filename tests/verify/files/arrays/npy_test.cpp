// Faults one by one are files of tests/verify/files/bad.
#include "verify/files/arrays/npy.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

NpyHeader read(const std::string& bytes) {
  return read_npy_header("x.npy", std::string_view(bytes).substr(0, longest_npy_header), bytes.size());
}

/// An array file of version 1.0 with this dictionary.
std::string with_dictionary(const std::string& text, std::size_t data_bytes = 0) {
  return std::string("\x93NUMPY\1\0", 8) + little_endian(text.size(), 2) + text +
         std::string(data_bytes, 'x');
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrays_npy)

BOOST_AUTO_TEST_CASE(long_header_is_refused) {
  std::string file = npy({"W1", {0, 1}, {}}, ElementType::binary32);
  const auto padded = [&](std::size_t length) {
    const std::string header = file.substr(10) + std::string(length - 12 - file.substr(10).size(), ' ');
    return std::string("\x93NUMPY\2\0", 8) + little_endian(header.size(), 4) + header;
  };
  const auto read = [](const std::string& bytes) {
    return read_npy_header("x.npy", std::string_view(bytes).substr(0, longest_npy_header), bytes.size());
  };
  BOOST_CHECK_EQUAL(read(padded(longest_npy_header)).data_offset, longest_npy_header);
  check_refused([&] { read(padded(longest_npy_header + 1)); }, Kind::malformed,
                "x.npy: expected a header of at most 65536 bytes, found one of 65537");
}

BOOST_AUTO_TEST_CASE(header_gives_type_order_and_shape) {
  const Array array{"x", {2, 3}, std::vector<std::uint64_t>(6)};
  const std::string file = npy(array, ElementType::binary16, true, true);
  const NpyHeader header = read_npy_header("x.npy", file, file.size());
  BOOST_CHECK(header.tensor.type == ElementType::binary16);
  BOOST_CHECK(header.tensor.big_endian);
  BOOST_CHECK(header.tensor.column_major);
  BOOST_CHECK(header.tensor.shape == array.shape);
  BOOST_CHECK_EQUAL(header.data_offset, file.size() - 12);
}

BOOST_AUTO_TEST_CASE(every_beginning_is_refused) {
  check_beginnings(npy({"x", {2, 2}, {1, 2, 3, 4}}, ElementType::binary32),
                   [](const std::string& bytes) { read(bytes); });
}

BOOST_AUTO_TEST_CASE(literals_are_read_however_they_are_spaced) {
  for (const char* text : {"{'descr':'<f8','fortran_order':False,'shape':(2,)}",
                           "  { \"shape\" : ( 2 , ) , 'fortran_order' : False,\n'descr': '<f8' , }\n"}) {
    const NpyHeader header = read(with_dictionary(text, 16));
    BOOST_CHECK(header.tensor.type == ElementType::binary64);
    BOOST_CHECK(!header.tensor.column_major && !header.tensor.big_endian);
    BOOST_CHECK(header.tensor.shape == std::vector<std::uint64_t>{2});
  }
}

BOOST_AUTO_TEST_CASE(types_that_are_not_treated_are_named) {
  for (const char* name : {"<i8", "|O", "=f4", "f4", "<f16", "<U3"}) {
    const NpyHeader header = read(
        with_dictionary(std::string("{'descr': '") + name + "', 'fortran_order': False, 'shape': (2,)}", 3));
    BOOST_CHECK(!header.tensor.type);
    BOOST_CHECK_EQUAL(header.tensor.type_name, name);
  }
}

BOOST_AUTO_TEST_CASE(places_of_faults_are_bytes_of_the_file) {
  check_refused([] { read(with_dictionary("{'descr': 7}")); }, Kind::malformed,
                "x.npy: byte 20: expected the name of a type in quotes, found '7}'");
  check_refused([] { read(with_dictionary("{'descr': '<f4', 'shape': (3)}")); }, Kind::malformed,
                "x.npy: byte 38: expected ',' in a tuple of one number, found ')'");
}

BOOST_AUTO_TEST_CASE(a_shape_takes_the_bytes_after_the_header) {
  const std::string text = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}";
  BOOST_CHECK_NO_THROW(read(with_dictionary(text, 24)));
  for (const std::size_t bytes : {0U, 23U, 25U})
    check_refused([&] { read(with_dictionary(text, bytes)); }, Kind::malformed, "found one that takes 24");
}

BOOST_AUTO_TEST_SUITE_END()
