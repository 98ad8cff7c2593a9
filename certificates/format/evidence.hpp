// The evidence of a certificate: looked through and counted by the reader, which uses nothing of it; and the
// witness in it, for those that show it.
#ifndef ISOPATH_CERTIFICATES_FORMAT_EVIDENCE_HPP
#define ISOPATH_CERTIFICATES_FORMAT_EVIDENCE_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "certificates/format/claims.hpp"
#include "certificates/format/reading.hpp"

namespace isopath {

/// Looks through evidence of any form, so that all of it is JSON, and counts.
class EvidenceReader {
 public:
  explicit EvidenceReader(Evidence& evidence) : evidence_(evidence) {}

  /// The value of the key "evidence". Throws InputError (malformed).
  void read(const Reading& from, JsonText::Value value, const KeyPath& path);

 private:
  void read_own_fields(const Reading& from, JsonText::Value value, const KeyPath& path);
  // `counter` counts the values of the sort that this one is of, and is null if it is of no sort.
  void read_value(const Reading& from, JsonText::Value value, std::size_t* counter, const KeyPath& path,
                  std::size_t depth);
  void read_fields(const Reading& from, JsonText::Object object, std::size_t* counter, const KeyPath& path,
                   std::size_t depth);
  void read_field(const Reading& from, const std::string& key, JsonText::Value value, std::size_t* counter,
                  const KeyPath& path, std::size_t depth);

  Evidence& evidence_;
};

/// A witness as the evidence of the kinds inequivalent and path broken states it (rules N4 and B2).
struct StatedWitness {
  std::vector<Rational> x;
  std::size_t output = 0;
  Rational lower;
  Rational upper;
};

/// Reads the witness at this place of the source, in canonical notation. Throws InputError (malformed) with
/// file, line, column and key path, also if x does not have a number for each input.
StatedWitness read_witness(const std::shared_ptr<const Source>& source, TextRange range, std::size_t inputs);

}  // namespace isopath

#endif
