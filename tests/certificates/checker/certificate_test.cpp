// The head of a certificate, and the table of kinds.
#include "certificates/checker/certificate.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(certificates)

BOOST_AUTO_TEST_CASE(each_kind_is_known_and_no_other) {
  for (const char* kind : {"canonical", "equivalent", "inequivalent", "path valid", "path broken",
                           "connected", "not connected", "distance", "diameter", "difference bound", "near"})
    check_refused(certificate(kind, "", ""), "3 C:2:11: $.claim: rule T1: expected the key \"");
  for (const char* kind : {"", "Canonical", "canonical ", "path", "near\xc3\xa9", "distances"})
    check_refused(
        certificate(kind, "", ""),
        joined("4 C:1:57: $.kind: rule T5: found a kind that this program does not know, \"", kind, "\""));
}

BOOST_AUTO_TEST_CASE(the_head) {
  check_verified(same_twice);
  check_refused(changed(same_twice, "isopath-certificate", "isopath-network"),
                "3 C:1:12: $.format: rule T5: expected \"isopath-certificate\", found \"isopath-network\"");
  for (const char* version : {"0", "2", "10"})
    check_refused(changed(same_twice, "\"version\": 1", joined("\"version\": ", version)),
                  joined("3 C:1:46: $.version: rule T5: expected version 1, found ", version));
  check_refused(changed(same_twice, "\"kind\"", "\"sort\""),
                "rule T1: expected the key \"kind\", found the key \"sort\"");
  check_refused(changed(same_twice, "\"equivalent\"", "1"), "$.kind: rule T5: expected a kind, found \"1\"");
}

BOOST_AUTO_TEST_CASE(the_end) {
  const std::string open = same_twice.substr(0, same_twice.size() - 1);
  check_refused(open + ", \"more\": 1}", "rule T1: expected the end of the object, found the key \"more\"");
  check_refused(same_twice + " }", "expected nothing after the closing brace, found \"}\"");
}

BOOST_AUTO_TEST_CASE(the_report_names_the_kind_as_soon_as_it_is_read) {
  Report report;
  const Source source{"C", certificate("distance", "", "")};
  BOOST_CHECK_THROW(check_certificate(source, {}, report), Refusal);
  BOOST_CHECK_EQUAL(report.kind, "distance");
  Report unread;
  const Source other{"C", "{}"};
  BOOST_CHECK_THROW(check_certificate(other, {}, unread), Refusal);
  BOOST_CHECK_EQUAL(unread.kind, "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
