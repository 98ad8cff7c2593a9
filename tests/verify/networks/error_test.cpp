#include "verify/networks/error.hpp"

#include <boost/test/unit_test.hpp>
#include <type_traits>

#include "verify/files/write_network.hpp"
#include "verify/tanh/distances/cells/class_search.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"

using namespace isopath;

BOOST_AUTO_TEST_SUITE(networks_error)

BOOST_AUTO_TEST_CASE(the_place_comes_first) {
  const InputError error(InputError::Kind::not_treated, "net.json:1:2: $.d", "expected x, found y");
  BOOST_CHECK_EQUAL(error.what(), std::string("net.json:1:2: $.d: expected x, found y"));
  BOOST_CHECK(error.kind == InputError::Kind::not_treated);
}

/// A caller that catches the bases catches them all, and no fault of input is taken for a limit.
BOOST_AUTO_TEST_CASE(limits_have_one_base) {
  static_assert(std::is_base_of_v<ResourceLimit, LimitError>);
  static_assert(std::is_base_of_v<ResourceLimit, PathTooLong>);
  static_assert(std::is_base_of_v<ResourceLimit, SearchTooLarge>);
  static_assert(!std::is_base_of_v<ResourceLimit, InputError>);
  BOOST_CHECK_THROW(json_number(Rational::power_of_ten(1'000'000)), ResourceLimit);
}

BOOST_AUTO_TEST_SUITE_END()
