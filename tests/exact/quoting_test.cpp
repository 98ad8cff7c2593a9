#include "exact/quoting.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using isopath::in_quotes;
using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(quoting)

BOOST_AUTO_TEST_CASE(what_is_not_printable_ascii_is_escaped) {
  BOOST_CHECK_EQUAL(in_quotes(""), "''");
  BOOST_CHECK_EQUAL(in_quotes("a b~"), "'a b~'");
  BOOST_CHECK_EQUAL(in_quotes("\t\x7f\xff\0"s), "'\\x09\\x7f\\xff\\x00'");
}

BOOST_AUTO_TEST_CASE(long_texts_are_cut_off) {
  BOOST_CHECK_EQUAL(in_quotes(std::string(40, 'x')), "'" + std::string(40, 'x') + "'");
  BOOST_CHECK_EQUAL(in_quotes(std::string(41, 'x')), "'" + std::string(40, 'x') + "...'");
}

BOOST_AUTO_TEST_SUITE_END()
