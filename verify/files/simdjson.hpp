// The one place that includes simdjson.
//
// The layout of its classes depends on two macros, which would else follow from how a file is compiled. They
// are set here, so that a file that optimises and one that does not can share a parser.
#ifndef ISOPATH_VERIFY_FILES_SIMDJSON_HPP
#define ISOPATH_VERIFY_FILES_SIMDJSON_HPP

#ifndef SIMDJSON_THREADS_ENABLED
#define SIMDJSON_THREADS_ENABLED 1
#endif
#ifndef SIMDJSON_DEVELOPMENT_CHECKS
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <simdjson.h>
#pragma GCC diagnostic pop

#endif
