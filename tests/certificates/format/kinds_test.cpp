#include "certificates/format/kinds.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

using namespace isopath;

BOOST_AUTO_TEST_SUITE(certificate_kinds)

BOOST_AUTO_TEST_CASE(every_kind_has_a_name_of_its_own) {
  std::set<std::string> names;
  for (std::size_t k = 0; k < kind_count; ++k) {
    const auto kind = static_cast<CertificateKind>(k);
    names.insert(name_of(kind));
    BOOST_CHECK(kind_named(name_of(kind)) == kind);
  }
  BOOST_TEST(names.size() == kind_count);
  BOOST_TEST(kind_count > static_cast<std::size_t>(CertificateKind::near));
}

BOOST_AUTO_TEST_CASE(other_names_are_no_kinds) {
  for (const char* name : {"", "path", "path valid ", "Canonical", "near\n"}) BOOST_CHECK(!kind_named(name));
  BOOST_CHECK(facts_of(static_cast<CertificateKind>(kind_count)).name == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
