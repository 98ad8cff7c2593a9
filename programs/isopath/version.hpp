// The version of the program, with the commit where the build knew it.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERSION_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERSION_HPP

#include "isopath_version.hpp"

namespace isopath::cli {

inline constexpr const char* version = ISOPATH_VERSION;

}  // namespace isopath::cli

#endif
