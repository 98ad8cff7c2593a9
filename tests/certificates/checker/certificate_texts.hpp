// Texts of certificates and files for the unit tests of isopath-check, and what it says of them.
#ifndef ISOPATH_TESTS_CERTIFICATE_TEXTS_HPP
#define ISOPATH_TESTS_CERTIFICATE_TEXTS_HPP

#include <boost/test/unit_test.hpp>
#include <ctime>
#include <string>

#include "certificates/checker/certificate.hpp"

namespace isopath::check {

/// Processor time: what else runs on the machine does not count.
inline double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

inline std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The text with one occurrence of `old`, which stands there once, replaced.
inline std::string changed(std::string text, const std::string& old, const std::string& replacement) {
  const std::size_t place = text.find(old);
  BOOST_REQUIRE_MESSAGE(place != std::string::npos && text.find(old, place + 1) == std::string::npos, old);
  return text.replace(place, old.size(), replacement);
}

inline std::string network(const std::string& units, const std::string& d,
                           const std::string& shape = "\"inputs\": 1, \"outputs\": 1",
                           const std::string& activation = "tanh") {
  return "{\"activation\": \"" + activation + "\", " + shape + ", \"units\": [" + units + "], \"d\": [" + d +
         "]}";
}

inline std::string unit(const std::string& a, const std::string& b, const std::string& c) {
  return R"({"a": [")" + a + R"("], "b": [")" + b + R"("], "c": ")" + c + "\"}";
}

inline std::string certificate(const std::string& kind, const std::string& claim,
                               const std::string& evidence) {
  return R"({"format": "isopath-certificate", "version": 1, "kind": ")" + kind + "\",\n\"claim\": {" + claim +
         "},\n\"evidence\": {" + evidence + "}}";
}

inline std::string equivalent(const std::string& a, const std::string& b, const std::string& in_a,
                              const std::string& in_b) {
  return certificate("equivalent", "\"a\": " + a + ",\n\"b\": " + b,
                     R"("groups": {"a": [)" + in_a + "], \"b\": [" + in_b + "]}");
}

inline std::string inequivalent(const std::string& a, const std::string& b, const std::string& pair,
                                const std::string& witness) {
  return certificate("inequivalent", "\"a\": " + a + ", \"b\": " + b,
                     R"("algebra": {"output": 0, "pair": )" + pair + "}, \"witness\": " + witness);
}

inline std::string witness_text(const std::string& x, const std::string& l, const std::string& u) {
  return R"({"x": [")" + x + R"("], "output": 0, "difference": [")" + l + R"(", ")" + u + "\"]}";
}

inline std::string path(const std::string& vertices,
                        const std::string& shape = "\"inputs\": 1, \"outputs\": 1",
                        const std::string& activation = "tanh") {
  return "\"path\": {\"activation\": \"" + activation + "\", " + shape + ", \"vertices\": [" + vertices +
         "]}";
}

inline std::string path_vertex(const std::string& units, const std::string& d = "\"0\"") {
  return "{\"units\": [" + units + "], \"d\": [" + d + "]}";
}

inline std::string difference(const std::string& a, const std::string& b, const std::string& domain,
                              const std::string& lower, const std::string& upper,
                              const std::string& evidence) {
  return certificate("difference bound",
                     "\"a\": " + a + ", \"b\": " + b + ", \"domain\": [" + domain + "], \"lower\": \"" +
                         lower + "\", \"upper\": " + upper,
                     evidence);
}

/// The certificate that a network is equivalent to itself.
inline const std::string same_twice =
    equivalent(network(unit("1", "1", "0"), "\"0\""), network(unit("1", "1", "0"), "\"0\""), "0", "0");

/// Of the network of the first member; `vertices` are the two members.
inline std::string diameter(const std::string& shape, const std::vector<std::string>& vertices,
                            std::size_t rank, std::size_t lower, const std::string& upper,
                            const std::string& evidence) {
  return certificate("diameter",
                     R"("network": {"activation": "tanh", )" + shape + ", " + vertices[0].substr(1) +
                         joined(", \"rank\": ", rank, ", \"pair\": [", vertices[0], ", ", vertices[1],
                                "], \"lower\": ", lower, ", \"upper\": ", upper),
                     "\"lower\": {" + evidence + "}");
}

/// Q3, for a class with spare units.
inline std::string upper_bound(std::size_t rank, std::size_t units) {
  return std::to_string(3 + 4 * ((rank + units - rank - 1) / (units - rank)));
}

/// "verified", or the exit code and the reason.
inline std::string outcome(const std::string& text, const FileOptions& files = {}) {
  Report report;
  try {
    check_certificate({"C", text}, files, report);
    return "verified";
  } catch (const Refusal& refusal) {
    return std::to_string(static_cast<int>(refusal.exit)) + " " + refusal.what();
  }
}

inline void check_refused(const std::string& text, const std::string& expected,
                          const FileOptions& files = {}) {
  const std::string found = outcome(text, files);
  BOOST_CHECK_MESSAGE(found.find(expected) != std::string::npos, "expected " + expected + ", found " + found);
}

inline void check_verified(const std::string& text) { BOOST_CHECK_EQUAL(outcome(text), "verified"); }

/// A network file with one unit, whose c is to be read.
inline std::string file_text(const std::string& c, const std::string& more = "") {
  return R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": [{"a": [1], "b": [1], "c": )" +
         c + R"(}], "d": [0])" + more + "}";
}

/// The canonical text of c in that file, or the reason of its refusal.
inline std::string read_c(const std::string& c, const std::string& more = "") {
  const Source source{"F", file_text(c, more)};
  TextStore store;
  try {
    return std::string(read_json_network(source, store).c.at(0));
  } catch (const Refusal& refusal) {
    return refusal.what();
  }
}

}  // namespace isopath::check

#endif
