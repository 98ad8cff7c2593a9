// All verbs of the program isopath. Each is defined in the file of its name, in verbs/, cert/ or jobs/.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_VERBS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_VERBS_HPP

#include "programs/isopath/verbs/verb.hpp"

namespace isopath::cli::verbs {

extern const Verb describe;
extern const Verb canon;
extern const Verb equiv;
extern const Verb check_path;
extern const Verb connect;
extern const Verb distance;
extern const Verb diameter;
extern const Verb search_diameter;
extern const Verb bound;
extern const Verb near;
extern const Verb convert;
extern const Verb render;
extern const Verb cert;
extern const Verb batch;
extern const Verb selftest;
extern const Verb completions;
extern const Verb manual;

}  // namespace isopath::cli::verbs

#endif
