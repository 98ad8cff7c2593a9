// The main program of a set of Boost.Test suites.
#define BOOST_TEST_MODULE isopath
#include <boost/test/unit_test.hpp>
