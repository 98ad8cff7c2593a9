// The state of a search in a file, so that it can go on another day.
//
//     {"format": "isopath-search", "version": 1, "rank": 7, "spare": 2, "layers": [["+()..."], ...],
//      "done": 12, "next": ["..."]}
//
// The file is believed. Callers that want a proof take a certificate, whose tables isopath-check goes
// through.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_SEARCH_STATE_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_SEARCH_STATE_HPP

#include <string>

#include "verify/tanh/distances/cells/class_search.hpp"

namespace isopath::cli {

/// A new search if there is no such file. Throws InputError if it is not the state of a search of this shape.
ClassSearch resume_search(const std::string& file, const ClassShape& shape);

void save_search(const std::string& file, const ClassSearch& search);

}  // namespace isopath::cli

#endif
