// Lower bounds in isopath-check: D4 case by case, whole tables, and what may cost no more than its size.
#include <chrono>

#include "certificates/checker/lower.hpp"
#include "certificates/checker/table.hpp"
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(lower_bounds)

std::string joined_units(const std::vector<std::string>& units) {
  std::string text;
  for (const std::string& one : units) text += (text.empty() ? "" : ", ") + one;
  return text;
}

/// A diameter of the class of u, which has one essential unit, (2, 0) with the weight 1, in unit 0.
std::string diameter(const std::string& network, const std::string& rank, const std::string& u, const std::string& w,
                     const std::string& lower, const std::string& upper, const std::string& evidence) {
  return certificate("diameter",
                     "\"network\": " + network + ", \"rank\": " + rank + ", \"pair\": [" + u + ", " + w +
                         "], \"lower\": " + lower + ", \"upper\": " + upper,
                     "\"lower\": " + evidence);
}

}  // namespace isopath::check
