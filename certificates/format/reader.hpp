// Reads certificates, and drafts of certificates, as values: what a text claims, not whether it is so.
//
// What is there is read exactly, what is not is not made up; evidence is looked through, and nothing of it is
// used.
#ifndef ISOPATH_CERTIFICATES_FORMAT_READER_HPP
#define ISOPATH_CERTIFICATES_FORMAT_READER_HPP

#include <memory>

#include "certificates/format/claims.hpp"
#include "verify/files/notation.hpp"
#include "verify/files/source.hpp"

namespace isopath {

/// Throws InputError with file, line, column and key path: malformed; not_treated if the kind is not known.
/// Vertices of a path are read as they are asked for. Drafts may have numbers in any notation.
Certificate read_certificate(const std::shared_ptr<const Source>& source, Notation notation = Notation::any);

}  // namespace isopath

#endif
