// Notation: how freely a text may state its numbers. Files and drafts state them as people write; a
// certificate has one spelling for each number, and takes about as much memory as its numbers do.
#ifndef ISOPATH_VERIFY_FILES_NOTATION_HPP
#define ISOPATH_VERIFY_FILES_NOTATION_HPP

namespace isopath {

enum class Notation {
  any,       // bare or in quotes, with a point or an exponent; a change may leave keys out
  canonical  // in quotes, without a point or an exponent; a change has all its keys
};

}  // namespace isopath

#endif
